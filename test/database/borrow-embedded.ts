import { rmSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { Prisma } from '../../src/database/generated/client.ts';

interface Lent extends Embedded {
  /** What the tables of `OWN` hold from the beginning, as JSON. */
  own: string[];
}

/** Databases of this process that were given back, empty again: to empty one takes a tenth of the time to start one. */
const idle: Lent[] = [];

/** pg-boss's tables that are never empty; they also say when its upkeep was last done. */
const OWN = ['queue', 'version'];

process.once('SIGTERM', () => process.exit()); // so the tests are ended: what is to be done at the exit is done

/** An embedded database with the tables of Baton and nothing in them; to stop it is to give it back. */
export async function borrowEmbedded(): Promise<Embedded> {
  const lent = idle.pop() ?? (await start());
  return {
    host: lent.host,
    async stop() {
      if (await inSession(lent, (client) => empty(client, lent.own))) idle.push(lent);
      else await lent.stop();
    },
  };
}

async function start(): Promise<Lent> {
  const embedded = await startEmbedded({ dir: null, from: inject('embedded') });
  process.once('exit', () => rmSync(embedded.host, { recursive: true, force: true }));
  const own = await inSession(embedded, async (client) => {
    const held: string[] = [];
    for (const table of OWN) {
      const { rows } = await client.query<{ rows: string }>(
        `SELECT json_agg(t)::text AS rows FROM pgboss.${table} t`,
      );
      held.push(rows[0]?.rows ?? '[]');
    }
    return held;
  });
  return { ...embedded, own };
}

/** Leaves all as it was at the start; false when a table is gone, as when a test gave it another name. */
async function empty(client: pg.Client, own: string[]): Promise<boolean> {
  const { rowCount: gone } = await client.query(
    "SELECT FROM unnest($1::text[]) AS name WHERE to_regclass(format('public.%I', name)) IS NULL",
    [Object.values(Prisma.ModelName)],
  );
  if (gone) return false;
  await client.query("SET session_replication_role = 'replica'"); // in whatever order the tables come
  const { rows } = await client.query<{ emptied: string }>(
    `SELECT CASE WHEN relkind = 'S' THEN format('ALTER SEQUENCE %I.%I RESTART', nspname, relname)
       ELSE format('DELETE FROM %I.%I', nspname, relname) END AS emptied
     FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname IN ('public', 'activities', 'pgboss') AND relkind IN ('r', 'S') AND relname <> '_prisma_migrations'`,
  );
  await client.query(rows.map(({ emptied }) => emptied).join(';'));
  for (const [index, table] of OWN.entries())
    await client.query(
      `INSERT INTO pgboss.${table} SELECT * FROM json_populate_recordset(NULL::pgboss.${table}, $1)`,
      [own[index]],
    );
  return true;
}

/** PGlite has one session, whoever connects: nothing of it outlasts the work, nor came before. */
async function inSession<T>({ host }: Embedded, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query('DISCARD ALL');
    const result = await work(client);
    await client.query('DISCARD ALL');
    return result;
  } finally {
    await client.end();
  }
}
