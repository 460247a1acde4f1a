import type { JobAttempt } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import { DELIVERIES, freeJobs } from '../database/queue.ts';
import { enqueueForgotten } from './owed.ts';

const HEARTBEAT_MS = 4_000;
/** On PostgreSQL another instance may have died; the embedded database has this one alone. */
const SUPERVISE_MS = { postgres: 5_000, embedded: 300_000 };
const FORGOTTEN_MS = 60_000;

/**
 * Keeps the queue in order: says that the running jobs are worked on, gives those of dead workers to others, clears
 * old ones away, and enqueues what is owed without a job. `begun` resolves once the first of it is done.
 */
export function startUpkeep(
  database: Database,
  running: () => JobAttempt[],
  log: Logger,
): { begun: Promise<void>; stop(): Promise<void> } {
  const { queue, sql, embedded } = database;
  const timers: NodeJS.Timeout[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function every(ms: number, work: () => Promise<unknown>): void {
    timers.push(
      setInterval(() => {
        last = work().catch((err: unknown) => log.warn({ err }, 'the upkeep of the deliveries failed'));
      }, ms),
    );
  }

  async function begin(): Promise<void> {
    if (embedded) await freeJobs(queue, sql, DELIVERIES);
    await enqueueForgotten(database);
  }

  every(HEARTBEAT_MS, async () => running().length > 0 && (await queue.touch(DELIVERIES, running())));
  every(embedded ? SUPERVISE_MS.embedded : SUPERVISE_MS.postgres, () => queue.supervise(DELIVERIES));
  every(FORGOTTEN_MS, () => enqueueForgotten(database));
  return {
    begun: begin().catch((err: unknown) => log.error({ err }, 'the upkeep of the deliveries did not begin')),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await last;
    },
  };
}
