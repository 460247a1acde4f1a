/** What a text or block does besides being read: who gets notified, and where a click can lead. */
export interface TextEffects {
  /** `channel`, `here`, `everyone`, or the id of a person or user group. */
  mentions: string[];
  links: TextLink[];
}

export interface TextLink {
  url: string;
  text: string;
  /** Slack made it of a bare address in the text; nobody wrote a link. */
  automatic: boolean;
}

interface MrkdwnOptions {
  /** A text object's `verbatim`: bare addresses stay text. */
  verbatim?: boolean;
}

// https://docs.slack.dev/messaging/formatting-message-text: what stands in angle brackets is never plain text.
const inBrackets = /<([^<>\n]+)>/g;
const bareAddress = /\bhttps?:\/\/[^\s<>|]+/g;

/** Reads one `mrkdwn` text as Slack would. */
export function readMrkdwn(text: string, options: MrkdwnOptions = {}): TextEffects {
  const effects: TextEffects = { mentions: [], links: [] };
  const rest = text.replaceAll(inBrackets, (_whole, inner: string) => {
    readBrackets(inner, effects);
    return ' ';
  });
  if (options.verbatim !== true) {
    for (const [url] of rest.matchAll(bareAddress)) {
      effects.links.push({ url: unescape(url), text: unescape(url), automatic: true });
    }
  }
  return effects;
}

/** Reads every text inside blocks: `mrkdwn`, `markdown` and rich text. `plain_text` does nothing, so it is passed over. */
export function readBlocks(blocks: unknown): TextEffects {
  const effects: TextEffects = { mentions: [], links: [] };
  visit(blocks, effects);
  return effects;
}

function readBrackets(inner: string, effects: TextEffects): void {
  const [target = '', label] = inner.split('|');
  if (/^!(channel|here|everyone)\b/.test(target)) effects.mentions.push(target.slice(1).split('^')[0] ?? '');
  else if (target.startsWith('!subteam^')) effects.mentions.push(target.slice('!subteam^'.length));
  else if (/^@[UW]/.test(target)) effects.mentions.push(target.slice(1));
  else if (/^(?:https?|mailto|tel|slack):/i.test(target)) {
    effects.links.push({ url: unescape(target), text: unescape(label ?? target), automatic: false });
  }
}

function visit(value: unknown, effects: TextEffects): void {
  if (Array.isArray(value)) {
    for (const part of value) visit(part, effects);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Record<string, unknown>;
  if (node['type'] === 'mrkdwn')
    return merge(effects, readMrkdwn(str(node['text']), { verbatim: node['verbatim'] === true }));
  if (node['type'] === 'markdown') return merge(effects, readMrkdwn(str(node['text'])));
  if (node['type'] === 'user') effects.mentions.push(str(node['user_id']));
  if (node['type'] === 'usergroup') effects.mentions.push(str(node['usergroup_id']));
  if (node['type'] === 'broadcast') effects.mentions.push(str(node['range']));
  if (node['type'] === 'link') {
    effects.links.push({ url: str(node['url']), text: str(node['text'] ?? node['url']), automatic: false });
  }
  for (const part of Object.values(node)) visit(part, effects);
}

function merge(into: TextEffects, from: TextEffects): void {
  into.mentions.push(...from.mentions);
  into.links.push(...from.links);
}

/** Undoes Slack's escaping of `&`, `<` and `>`. */
export function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
