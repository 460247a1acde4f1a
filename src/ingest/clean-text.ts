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
