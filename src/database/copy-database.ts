import type pg from 'pg';
import { copyRows, type TextRow } from './copy-rows.ts';
import { listTables, type Table } from './list-tables.ts';
import type { Database } from './open-database.ts';
import { CLICKS, SUBMISSIONS, TELLINGS } from './queue.ts';

/** A copy that can't be made, with a message for whoever asked for it; nothing of it stays. */
export class CannotCopy extends Error {}

export interface CopiedTable {
  table: string;
  rows: number;
}

const PAGE = 2_000;

/**
 * Copies all of Baton's data into a migrated PostgreSQL that has none, in one transaction: all of it or nothing. Of each
 * table both sides must have as many rows, with the same sum of checksums, before it is committed. What was enqueued
 * is not copied: a worker enqueues again what is owed, and clicks must be done before. Throws CannotCopy.
 */
export async function copyDatabase(
  source: Pick<Database, 'sql'>,
  target: Pick<Database, 'sql'>,
  onProgress: (says: string) => void,
): Promise<CopiedTable[]> {
  const [from, to] = [await source.sql.connect(), await target.sql.connect()];
  try {
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Between two tables it may be long at reading the next.
    await to.query(
      `BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL baton.writes_ids = 'yes'`,
    );
    await refuseClicks(from);
    const tables = await listTables(from);
    await holdEmpty(to, tables);
    await copyMonths(from, to);
    const copied: CopiedTable[] = [];
    for (const table of tables) copied.push(await copyTable(from, to, table, onProgress));
    await to.query('COMMIT');
    return copied;
  } finally {
    for (const client of [from, to]) {
      const undone = await client.query('ROLLBACK').then(
        () => true,
        () => false,
      );
      client.release(!undone);
    }
  }
}

/** What was clicked or submitted and is not done yet is only in the queue. */
async function refuseClicks(from: pg.ClientBase): Promise<void> {
  const { rows } = await from.query<{ clicks: number }>(
    `SELECT count(*)::int AS clicks FROM pgboss.job WHERE name = ANY($1) AND state IN ('created', 'retry', 'active')`,
    [[CLICKS, SUBMISSIONS, TELLINGS]],
  );
  if (rows[0]?.clicks)
    throw new CannotCopy(
      `Clicks are not done yet (${rows[0].clicks}): start Baton on this folder once more, stop it after a moment, then move.`,
    );
}

/** Until the transaction ends nobody else writes there. */
async function holdEmpty(to: pg.ClientBase, tables: Table[]): Promise<void> {
  await to.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN EXCLUSIVE MODE`);
  for (const { name } of tables) {
    const { rowCount } = await to.query(`SELECT FROM ${name} LIMIT 1`);
    if (rowCount) throw new CannotCopy(`The target is not empty: its table ${name} has rows.`);
  }
}

/** The partitions of activities that the source has and the target lacks: rows then go where they were. */
async function copyMonths(from: pg.ClientBase, to: pg.ClientBase): Promise<void> {
  const { rows } = await from.query<{ name: string; bound: string }>(
    `SELECT oid::regclass::text AS name, pg_get_expr(relpartbound, oid) AS bound
     FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = '"Activity"'::regclass`,
  );
  for (const { name, bound } of rows)
    await to.query(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF "Activity" ${bound}`);
}

async function copyTable(
  from: pg.ClientBase,
  to: pg.ClientBase,
  table: Table,
  onProgress: (says: string) => void,
): Promise<CopiedTable> {
  const { name, columns, serials } = table;
  const read = { rows: 0, sum: 0n };
  async function* pages(): AsyncGenerator<TextRow[]> {
    const texts = columns.map((column) => `${column}::text`);
    await from.query(
      `DECLARE reading NO SCROLL CURSOR FOR SELECT ${checksum(columns)}::text, ${texts.join(', ')} FROM ${name}`,
    );
    for (let more = true; more;) {
      const { rows } = await from.query<(string | null)[]>({
        text: `FETCH ${PAGE} FROM reading`,
        rowMode: 'array',
      });
      more = rows.length === PAGE;
      for (const [sum] of rows) read.sum += BigInt(sum ?? 0);
      read.rows += rows.length;
      if (read.rows % 100_000 === 0 && more) onProgress(`${name}: ${read.rows} rows so far`);
      yield rows.map(([, ...values]) => values);
    }
    await from.query('CLOSE reading');
  }
  await copyRows(to, `${name} (${columns.join(', ')})`, pages());
  const { rows } = await to.query<{ rows: string; sum: string }>(
    `SELECT count(*) AS rows, coalesce(sum(${checksum(columns)}), 0)::text AS sum FROM ${name}`,
  );
  if (Number(rows[0]?.rows) !== read.rows || BigInt(rows[0]?.sum ?? 0) !== read.sum)
    throw new CannotCopy(`The rows of ${name} did not arrive as they were sent: counts or checksums differ.`);
  for (const column of serials)
    await to.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${column})) FROM ${name} HAVING max(${column}) IS NOT NULL`,
      [name, column.replaceAll('"', '')],
    );
  onProgress(`${name}: ${read.rows} rows, counts and checksums agree`);
  return { table: name, rows: read.rows };
}

/** 60 bits of the row's SHA-256, as a number: sums of them do not depend on the order of rows. */
function checksum(columns: string[]): string {
  const row = `ROW(${columns.map((column) => `${column}::text`).join(', ')})::text`;
  return `('x' || left(encode(sha256(convert_to(${row}, 'UTF8')), 'hex'), 15))::bit(60)::bigint`;
}
