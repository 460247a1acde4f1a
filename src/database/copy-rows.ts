import { finished, pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** A row's values as text; null is null. */
export type TextRow = readonly (string | null)[];

/**
 * Puts rows, page by page, into a table of a PostgreSQL server by COPY; `into` names it and its columns. PGlite takes no
 * COPY from a client.
 */
export async function copyRows(
  client: pg.ClientBase,
  into: string,
  pages: Iterable<TextRow[]> | AsyncIterable<TextRow[]>,
): Promise<void> {
  await pipeline(asText(pages), client.query(from(`COPY ${into} FROM STDIN`)));
}

/**
 * Puts rows, as copyText writes them, into a table as copyRows does, and resolves once the server has them: it may still be
 * at it until `stored` is kept, and the time until then is free for other work. It would not be if nobody waited for
 * this: a server asks for the rows before it takes them.
 */
export async function beginCopy(
  client: pg.ClientBase,
  into: string,
  text: string,
): Promise<{ stored: Promise<void> }> {
  const copy = client.query(from(`COPY ${into} FROM STDIN`));
  const stored = finished(copy);
  stored.catch(() => {}); // is heard where it is awaited
  const taken = new Promise((resolve) => copy.write(text, resolve));
  copy.end();
  await Promise.race([taken, stored]);
  return { stored };
}

export function copyText(rows: readonly TextRow[]): string {
  return rows.map(asLine).join('');
}

async function* asText(pages: Iterable<TextRow[]> | AsyncIterable<TextRow[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield copyText(rows);
}

/** One row as COPY's text format has it (https://www.postgresql.org/docs/current/sql-copy.html, File Formats). */
function asLine(row: TextRow): string {
  return `${row.map((value) => (value === null ? '\\N' : escaped(value))).join('\t')}\n`;
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Most values have nothing to escape, and to look for that takes half of what replacing nothing takes. */
function escaped(value: string): string {
  return value.search(SPECIAL) < 0 ? value : value.replace(SPECIAL, (special) => ESCAPES[special] ?? '');
}
