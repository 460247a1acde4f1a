import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

export type PlainRow = [id: string, leadId: string, type: string, at: string, content: string];

const COLUMNS = 'id, "leadId", type, at, content';

/** One statement with a place for each value. */
export async function insertRows(client: pg.PoolClient, table: string, rows: PlainRow[]): Promise<void> {
  const places = rows.map(
    (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join(',')})`,
  );
  await client.query(`INSERT INTO ${table} (${COLUMNS}) VALUES ${places.join(',')}`, rows.flat());
}

/** `COPY`, in its text format; the values of the bench need no escape. */
export async function copyRows(client: pg.PoolClient, table: string, rows: PlainRow[]): Promise<void> {
  const text = rows.map((row) => `${row.join('\t')}\n`).join('');
  await pipeline([text], client.query(from(`COPY ${table} (${COLUMNS}) FROM STDIN`)));
}
