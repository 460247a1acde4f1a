import { pipeline } from 'node:stream/promises';
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

async function* asText(pages: Iterable<TextRow[]> | AsyncIterable<TextRow[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map(asLine).join('');
}

/** One row as COPY's text format has it (https://www.postgresql.org/docs/current/sql-copy.html, File Formats). */
function asLine(row: TextRow): string {
  const fields = row.map(
    (value) => value?.replace(/[\\\t\n\r]/g, (special) => ESCAPED[special] ?? '') ?? '\\N',
  );
  return `${fields.join('\t')}\n`;
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
