import { rmSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { Prisma } from '../../src/database/generated/client.ts';

/** Databases of this process that were given back, empty again: to empty one takes a tenth of the time to start one. */
const idle: Embedded[] = [];

process.once('SIGTERM', () => process.exit()); // so the tests are ended: what is to be done at the exit is done

/** What a migrated database holds by itself. */
const KEPT = ['_prisma_migrations', 'version', 'queue'];

/** An embedded database with the tables of Baton and nothing in them; to stop it is to give it back. */
export async function borrowEmbedded(): Promise<Embedded> {
  const embedded = idle.pop() ?? (await start());
  return {
    host: embedded.host,
    async stop() {
      if (await empty(embedded)) idle.push(embedded);
      else await embedded.stop();
    },
  };
}

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dir: null, from: inject('embedded') });
  process.once('exit', () => rmSync(embedded.host, { recursive: true, force: true }));
  return embedded;
}

/** Leaves no row, no count and nothing of the session; false when a table is gone, as when a test gave it another name. */
async function empty({ host }: Embedded): Promise<boolean> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query('DISCARD ALL');
    const { rowCount: gone } = await client.query(
      "SELECT FROM unnest($1::text[]) AS name WHERE to_regclass(format('public.%I', name)) IS NULL",
      [Object.values(Prisma.ModelName)],
    );
    if (gone) return false;
    await client.query("SET session_replication_role = 'replica'"); // in whatever order the tables come
    const { rows } = await client.query<{ emptied: string }>(
      `SELECT CASE WHEN relkind = 'S' THEN format('ALTER SEQUENCE %I.%I RESTART', nspname, relname)
         WHEN nspname = 'activities' AND relname <> 'other' THEN format('DROP TABLE %I.%I', nspname, relname)
         ELSE format('DELETE FROM %I.%I', nspname, relname) END AS emptied
       FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname IN ('public', 'activities', 'pgboss') AND relkind IN ('r', 'S') AND relname <> ALL ($1)`,
      [KEPT],
    );
    await client.query(rows.map(({ emptied }) => emptied).join(';'));
    await client.query('DISCARD ALL');
    return true;
  } finally {
    await client.end();
  }
}
