/**
 * Text that PostgreSQL and Slack take: no control characters (a tab or line break becomes a space), no half of a
 * surrogate pair, no marks that turn the direction of what follows.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '');
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** JSON with every text in it cleaned, keys too. */
export function cleanJson(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [cleanText(key), cleanJson(member)]),
  );
}
