/** Every text from outside passes through here: cleaned, clipped, escaped. */
import type { PlainTextElement, RichTextElement, RichTextSection, RichTextQuote } from '@slack/types';
import { LIMITS, SHOWN } from './limits.ts';

/** Stands for a text in which there is nothing to see. */
const NOTHING = '—';

// Control characters, invisible marks that turn the direction of text, and separators that Slack can't draw.
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const VISIBLE = /[^\p{Z}\p{C}\p{M}]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line without control characters, bidi overrides or lone surrogates; empty when there is nothing to see. */
export function clean(text: string | null | undefined): string {
  const line = (text ?? '').toWellFormed().replace(CONTROL, ' ').replace(/\s+/gu, ' ').trim();
  return VISIBLE.test(line) ? line : '';
}

/** At most `limit` UTF-16 units, cut between graphemes and marked with … when something is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  // What lies far beyond the limit can't be kept: 10,000 characters cost no more than 200.
  for (const { segment } of graphemes.segment(text.slice(0, limit + 100).toWellFormed())) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Cleaned and clipped, never empty: for `plain_text` and rich text, which need no escaping. */
export function shown(text: string | null | undefined, limit: number): string {
  return clip(clean(text), limit) || NOTHING;
}

/** A `plain_text` object; `:codes:` in it stay as they were written. */
export function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: shown(text, limit), emoji: false };
}

/** Cleaned, clipped and escaped for `mrkdwn`: it can neither notify nor link. */
export function escapeMrkdwn(text: string | null | undefined, limit: number = SHOWN.line): string {
  return shown(text, limit).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As `escapeMrkdwn`, for the `text` beside blocks, where Slack would make links of bare addresses. */
export function escapeFallback(text: string | null | undefined, limit: number = SHOWN.entry): string {
  return escapeMrkdwn(text, limit).replaceAll('://', ': //');
}

/** What others wrote, as an element of rich text. */
export function said(text: string | null | undefined, limit: number = SHOWN.line): RichTextElement {
  return { type: 'text', text: shown(text, limit) };
}

/** Our own words and spaces, as an element of rich text. */
export function ours(text: string): RichTextElement {
  return { type: 'text', text };
}

export function bold(text: string): RichTextElement {
  return { type: 'text', text, style: { bold: true } };
}

export function richSection(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

/** Quotes others' words. */
export function cite(words: string, limit: number = SHOWN.words): RichTextQuote {
  return { type: 'rich_text_quote', elements: [said(words, limit)] };
}

/** A link with this label; plain text unless the address is https without a password in it. */
export function link(url: string | null, label: string, limit: number = SHOWN.entry): RichTextElement {
  const address = url && URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== 'https:' || address.username !== '' || address.password !== '')
    return said(label, limit);
  if (address.href.length > LIMITS.url) return said(label, limit);
  return { type: 'link', url: address.href, text: shown(label, limit) };
}

/** A person as mrkdwn. What is no user id is shown as text. */
export function person(userId: string): string {
  return /^[UW][A-Z0-9]{1,30}$/.test(userId) ? `<@${userId}>` : escapeMrkdwn(userId, SHOWN.short);
}

/** Escaped, so that a heading can't break the line: `#sales`. */
export function channelName(channel: string): string {
  return `#${escapeMrkdwn(channel.replace(/^#/, ''), 80)}`;
}
