import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Form fields are all text, so every argument is read from text as well as from JSON. */

export const flag = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1) return true;
  if (value === 'false' || value === '0' || value === 0) return false;
  return value;
}, z.boolean());

export const count = z.preprocess(
  (value) => (typeof value === 'string' && value !== '' ? Number(value) : value),
  z.number().int(),
);

/** Objects and lists come as JSON text in forms. */
export const json = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return new Unparsable();
  }
});

/** Stands for text that should have been JSON, so that each method can refuse it with its own code. */
export class Unparsable {}

export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

/** https://docs.slack.dev/apis/web-api/pagination/: an opaque cursor, and how many at most. */
export const page = { cursor: text.optional(), limit: count.optional() };

export interface Page<T> {
  rows: T[];
  next_cursor: string;
}

export function paginate<T>(
  rows: readonly T[],
  args: { cursor?: string | undefined; limit?: number | undefined },
  usual: number,
): Page<T> {
  const start = args.cursor === undefined || args.cursor === '' ? 0 : readCursor(args.cursor);
  const limit = args.limit === undefined || args.limit === 0 ? usual : args.limit;
  if (limit < 1 || limit > 1000) throw new Refusal('invalid_limit');
  const end = start + limit;
  const next = end < rows.length ? Buffer.from(`offset:${end}`).toString('base64') : '';
  return { rows: rows.slice(start, end), next_cursor: next };
}

function readCursor(cursor: string): number {
  const [, offset] = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (offset === undefined) throw new Refusal('invalid_cursor');
  return Number(offset);
}
