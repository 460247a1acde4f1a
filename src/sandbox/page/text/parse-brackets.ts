import { unescapeText } from './mrkdwn-tree.ts';
import type { Inline } from './mrkdwn-tree.ts';

/** Reads what stands between `<` and `>`: https://docs.slack.dev/messaging/formatting-message-text */
export function parseBrackets(inner: string): Inline {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : unescapeText(inner.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return { kind: 'user', id: target.slice(1) };
  if (/^#[CDG]\w+$/.test(target)) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return parseSpecial(target.slice(1), label);
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(target)) {
    const url = unescapeText(target);
    return { kind: 'link', url, label: label || url.replace(/^(?:mailto|tel):/i, '') };
  }
  return { kind: 'text', text: unescapeText(`<${inner}>`) };
}

function parseSpecial(target: string, label: string): Inline {
  const [name = '', ...rest] = target.split('^');
  if (name === 'here' || name === 'channel' || name === 'everyone') return { kind: 'broadcast', range: name };
  if (name === 'subteam') return { kind: 'group', label: label.replace(/^@/, '') || (rest[0] ?? '') };
  if (name === 'date') {
    const [timestamp, format = '', url] = rest;
    const date = { kind: 'date', timestamp: Number(timestamp), format, fallback: label } as const;
    return url === undefined ? date : { ...date, url: unescapeText(url) };
  }
  return { kind: 'text', text: label || `<!${target}>` };
}
