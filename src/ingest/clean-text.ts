const UNCLEAN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/**
 * Text that PostgreSQL and Slack take: no control characters (a tab or line break becomes a space), no half of a
 * surrogate pair, no marks that turn the direction of what follows.
 */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '');
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** JSON with every text in it cleaned, keys too; what no JSON can say (a number beyond all bounds) becomes null. */
export function cleanJson(value: unknown): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [cleanText(key), cleanJson(member)]),
  );
}
