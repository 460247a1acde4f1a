import { randomUUID } from 'node:crypto';
import type { RunCoordinator } from 'node-cron';
import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';

/**
 * Lets one of all instances on the database run each moment of a job, and no two runs of a job at a time. Who runs it
 * holds a lease, which is renewed as long as the run takes; after one that died, the next moment is anyone's once the
 * lease is over. A job has one row, so that nothing piles up. All comparisons are by the database's clock; an instance
 * whose own clock is behind the others' runs nothing while they do, and takes over a lease after them.
 */
export function createRunCoordinator({ sql }: Pick<Database, 'sql'>, log: Logger): RunCoordinator {
  const me = randomUUID();
  const renewals = new Map<string, NodeJS.Timeout>();

  return {
    async shouldRun(key, ttlMs) {
      const { job, slot } = parseKey(key);
      // Given before the clock was set back: it lasts as if given now, so that a run under way can renew it.
      await sql.query(
        `UPDATE "Tick" SET "leasedUntil" = now() + $2 * interval '1 millisecond'
         WHERE job = $1 AND "leasedUntil" > now() + $2 * interval '1 millisecond'`,
        [job, ttlMs],
      );
      const { rowCount } = await sql.query(
        `INSERT INTO "Tick" AS held (job, slot, holder, "leasedUntil")
         VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
         ON CONFLICT (job) DO UPDATE
           SET slot = excluded.slot, holder = excluded.holder, "leasedUntil" = excluded."leasedUntil"
           WHERE held."leasedUntil" <= now() AND (held.slot < excluded.slot OR
             (held.slot > excluded.slot AND held."leasedUntil" <= now() - $4 * interval '1 millisecond'))`,
        [job, slot, me, ttlMs],
      );
      if (rowCount !== 1) return false;
      const renew = () =>
        void sql
          .query(
            `UPDATE "Tick" SET "leasedUntil" = now() + $4 * interval '1 millisecond'
             WHERE job = $1 AND slot = $2 AND holder = $3`,
            [job, slot, me, ttlMs],
          )
          .catch((err: unknown) => log.warn({ err, job }, 'a lease could not be renewed'));
      renewals.set(key, setInterval(renew, ttlMs / 3).unref());
      return true;
    },
    async onComplete(key) {
      clearInterval(renewals.get(key));
      renewals.delete(key);
      const { job, slot } = parseKey(key);
      await sql.query(
        `UPDATE "Tick" SET "leasedUntil" = now() WHERE job = $1 AND slot = $2 AND holder = $3`,
        [job, slot, me],
      );
    },
  };
}

/** What node-cron makes of a job's name and the moment: `score:2026-03-02T09:00:00.000Z`. */
function parseKey(key: string): { job: string; slot: Date } {
  const end = key.indexOf(':');
  return { job: key.slice(0, end), slot: new Date(key.slice(end + 1)) };
}
