import type { Health, Place } from '../blocks/health.ts';
import type { Database } from '../database/open-database.ts';
import { readBacklog } from './read-backlog.ts';

interface Here {
  /** True while Slack can reach this instance; else why not. */
  slack: true | string;
  /** True while messages are delivered; else Slack's code for why not. */
  deliveries: true | string;
  now: Date;
}

/** Whether all is well, and what is stuck since when. Without a database that answers, only that. */
export async function readHealth(database: Database, { slack, deliveries, now }: Here): Promise<Health> {
  const asked = performance.now();
  try {
    await database.sql.query('SELECT 1');
    const databaseMs = performance.now() - asked;
    const [backlog, stuck, rows] = [
      await readBacklog(database, now),
      await readStuck(database),
      await readInstances(database),
    ];
    return {
      slack,
      deliveries,
      database: { ms: databaseMs, ...backlog, ...stuck, instances: rows },
    };
  } catch {
    return { slack, deliveries, database: null };
  }
}

async function readStuck({ sql }: Database) {
  const { rows: refused } = await sql.query<Place>(
    `SELECT channel, error, extract(epoch FROM now() - since)::float8 AS seconds FROM "ChannelTrouble" ORDER BY since`,
  );
  const { rows } = await sql.query<{ unclear: number; setAside: number; tick: number | null }>(
    // A lease ends with its run, by the database's clock; a slot is of the clock of who ran it.
    `SELECT (SELECT count(*)::int FROM "Posting" WHERE state = 'unclear') AS unclear,
       (SELECT count(*)::int FROM "Posting" WHERE NOT owed AND error IS NOT NULL AND state <> 'unclear') AS "setAside",
       (SELECT greatest(0, extract(epoch FROM now() - max("leasedUntil")))::float8 FROM "Tick") AS tick`,
  );
  const { unclear = 0, setAside = 0, tick = null } = rows[0] ?? {};
  return { refused, unclear, setAside, lastTickSeconds: tick };
}

async function readInstances({ sql }: Database) {
  const { rows } = await sql.query<{ version: string; roles: string; seconds: number }>(
    `SELECT version, roles, extract(epoch FROM now() - "seenAt")::float8 AS seconds FROM "Instance" ORDER BY "startedAt"`,
  );
  return rows.map(({ version, roles, seconds }) => ({
    version,
    roles: roles.split(','),
    silentSeconds: seconds,
  }));
}
