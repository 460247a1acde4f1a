import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import type { Database } from '../database/open-database.ts';

export interface Heartbeat {
  /** Takes the instance off the list. */
  stop(): Promise<void>;
}

const BEAT_MS = 10_000;

/** Puts this instance on the list of those that run on the database, and says every ten seconds that it still does. */
export async function startHeartbeat(
  { sql }: Pick<Database, 'sql'>,
  { roles, log }: { roles: Iterable<string>; log: Logger },
): Promise<Heartbeat> {
  const id = randomUUID();
  const beat = () =>
    sql
      .query(
        `INSERT INTO "Instance" (id, version, roles) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET "seenAt" = now()`,
        [id, packageJson.version, [...roles].join(',')],
      )
      .catch((err: unknown) => log.debug({ err }, 'a heartbeat was missed'));
  await beat();
  await sql.query(`DELETE FROM "Instance" WHERE "seenAt" < now() - interval '1 day'`);
  const timer = setInterval(() => void beat(), BEAT_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await sql.query('DELETE FROM "Instance" WHERE id = $1', [id]).catch(() => {});
    },
  };
}
