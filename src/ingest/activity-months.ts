import type pg from 'pg';
import type { Database } from '../database/open-database.ts';
import { beginIngest } from './rebuild-interest.ts';

/** Months after the present one that have their partition ready. */
const AHEAD = 2;
/** What waits so long for a lock is tried at the next run, so that nobody waits behind it for long. */
const PATIENCE = `SET LOCAL lock_timeout = '3s'`;

/**
 * Makes the partitions of activities of this month and the next two that there are not yet, and moves into them what
 * came before they stood. Several instances may call it at once.
 */
export async function makeMonths({ sql }: Pick<Database, 'sql'>, now: Date): Promise<void> {
  const months = Array.from({ length: AHEAD + 1 }, (_, ahead) => monthOf(now, ahead));
  const { rows } = await sql.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass('activities.' || name) IS NULL`,
    [months.map(({ name }) => name)],
  );
  const missing = months.filter((month) => rows.some(({ name }) => name === month.name));
  for (const month of missing) await whileNothingComesIn(sql, (client) => makeMonth(client, month));
}

/**
 * Deletes activities from before this: months that are over by then as a whole, and by row what lies outside of months
 * (older than Baton itself, mostly). A month that is not over is kept. Their ids stay known for ever.
 */
export async function dropMonths({ sql }: Pick<Database, 'sql'>, before: Date): Promise<void> {
  const { rows } = await sql.query<{ name: string; over: boolean; mixed: boolean }>(
    `SELECT relname AS name, coalesce((substring(bound FROM $$TO \\('(.+)'\\)$$))::timestamptz <= $1, false) AS over,
       bound !~ $$FROM \\('$$ AS mixed
     FROM pg_inherits JOIN pg_class ON oid = inhrelid, pg_get_expr(relpartbound, oid) AS bound
     WHERE inhparent = '"Activity"'::regclass`,
    [before],
  );
  for (const { name, over, mixed } of rows) {
    const table = `activities."${name}"`;
    if (over) await whileNothingComesIn(sql, (client) => client.query(`DROP TABLE IF EXISTS ${table}`));
    else if (mixed) await sql.query(`DELETE FROM ${table} WHERE at < $1`, [before]);
  }
}

interface Month {
  name: string; // y2026m03
  from: string;
  to: string;
}

/** The month in UTC so many after that of the moment. */
function monthOf(now: Date, ahead: number): Month {
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead));
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1));
  const [year, month] = start.toISOString().split('-');
  return { name: `y${year}m${month}`, from: start.toISOString(), to: end.toISOString() };
}

async function makeMonth(client: pg.PoolClient, { name, from, to }: Month): Promise<void> {
  const table = `activities."${name}"`;
  const covered = await client.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('activities.' || $1)
     UNION ALL SELECT FROM pg_inherits JOIN pg_class ON oid = inhrelid, pg_get_expr(relpartbound, oid) AS bound
     WHERE inhparent = '"Activity"'::regclass
       AND (substring(bound FROM $$FROM \\(MINVALUE\\) TO \\('(.+)'\\)$$))::timestamptz >= $2`,
    [name, to],
  );
  if (covered.rowCount) return; // by another instance meanwhile, or by what was there before there were months
  const early = `FROM activities.other WHERE at >= '${from}' AND at < '${to}'`;
  // One by one: Citus sends the text of a change of tables to its workers as a whole.
  await client.query(`CREATE TABLE ${table} (LIKE "Activity" INCLUDING DEFAULTS)`);
  await client.query(`INSERT INTO ${table} SELECT * ${early}`);
  await client.query(`DELETE ${early}`);
  await client.query(
    `ALTER TABLE "Activity" ATTACH PARTITION ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
  );
}

async function whileNothingComesIn(
  sql: pg.Pool,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await sql.connect();
  try {
    await beginIngest(client);
    await client.query(PATIENCE);
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
