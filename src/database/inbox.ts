import { setImmediate } from 'node:timers/promises';
import type { JobResult, JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from './open-database.ts';
import { freeJobs } from './queue.ts';

/** Does what was put down. Throws when it could not be done: it is tried again, unless this was its `last` try. */
export type Work = (data: object, last: boolean) => Promise<void>;

/** Where things are put down so that no crash loses them, and done in their turn, by this instance or another. */
export interface Inbox {
  /** Resolves once it is stored; the same id again is the same thing. Throws when it can't be stored. */
  put(id: string, data: object): Promise<void>;
  /** From now on does what is there, and what comes. */
  work(work: Work): Promise<void>;
  /** Finishes what it is at; the rest is for the next start or another instance. */
  stop(): Promise<void>;
}

const BATCH = { batchSize: 8, burstWhenBatchFull: true, perJobResults: true, includeMetadata: true } as const;
/** More at once would take the processor, and the embedded database's one connection, from those who put down. */
const HANDS = { postgres: 8, embedded: 2 };
/** Work begins when nothing has come for so long. */
const CALM_MS = 20;
/** For what nobody tells of: what is to be tried again, and what an instance did not live to do. */
const POLL_S = 1;
/** How often what an instance died at is given to others. */
const SUPERVISE_MS = 10_000;

/** An inbox on a queue of pg-boss. */
export function createInbox({ queue, sql, embedded }: Database, name: string, log: Logger): Inbox {
  let coming: { id: string; data: object; stored: PromiseWithResolvers<void> }[] = [];
  let storing: Promise<void> | null = null;
  let calm: NodeJS.Timeout | undefined;
  let upkeep: NodeJS.Timeout | undefined;
  let wake = () => {};

  /** What comes at once, or while a statement is on its way, is stored together. */
  async function store(): Promise<void> {
    while (coming.length > 0) {
      await setImmediate();
      const batch = coming;
      coming = [];
      try {
        await queue.insert(
          name,
          batch.map(({ id, data }) => ({ id, data })),
        );
        for (const { stored } of batch) stored.resolve();
      } catch (error) {
        for (const { stored } of batch) stored.reject(error);
      }
    }
    storing = null;
    clearTimeout(calm);
    calm = setTimeout(() => wake(), CALM_MS);
  }

  async function workOn(jobs: JobWithMetadata<object>[], work: Work): Promise<JobResult[]> {
    const results: JobResult[] = [];
    const next = jobs.values();
    const hand = async () => {
      for (const { id, data, retryCount, retryLimit } of next) {
        await storing; // those who wait for an answer first
        try {
          await work(data, retryCount >= retryLimit);
          results.push({ id, status: 'completed' });
        } catch (err) {
          log.warn({ err, name, tries: retryCount + 1 }, 'what was put down could not be done');
          results.push({ id, status: 'failed' });
        }
      }
    };
    await Promise.all(Array.from({ length: embedded ? HANDS.embedded : HANDS.postgres }, hand));
    return results;
  }

  return {
    async put(id, data) {
      const stored = Promise.withResolvers<void>();
      coming.push({ id, data, stored });
      storing ??= store();
      await stored.promise;
    },
    async work(work) {
      if (embedded) await freeJobs(queue, sql, name);
      const worker = await queue.work(
        name,
        { ...BATCH, pollingIntervalSeconds: POLL_S },
        (jobs: JobWithMetadata<object>[]) => workOn(jobs, work),
      );
      wake = () => queue.notifyWorker(worker);
      queue.on('error', (err) => log.warn({ err, name }, 'a queue could not be worked on'));
      const supervise = () =>
        queue
          .supervise(name)
          .catch((err: unknown) => log.warn({ err, name }, 'the upkeep of a queue failed'));
      upkeep = setInterval(() => void supervise(), SUPERVISE_MS);
    },
    async stop() {
      clearInterval(upkeep);
      await storing;
      clearTimeout(calm);
      await queue.offWork(name);
    },
  };
}
