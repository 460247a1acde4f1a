import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { fromPrisma, type JobResult, type JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Database, Tx } from './open-database.ts';
import { CLICKS, freeJobs, SUBMISSIONS, TELLINGS } from './queue.ts';
import { createRush } from './rush.ts';

/**
 * Does what was put down. Throws when it could not be done: it is tried again, as often as its queue says. `settle` settles
 * it in the transaction that does it, so that it is never done again, wherever this process ends; it throws when it is no
 * longer ours to do.
 */
export type Work = (data: object, settle: (tx: Tx) => Promise<void>) => Promise<void>;

/** Where things are put down so that no crash loses them, and done in their turn, by this instance or another. */
export interface Inbox {
  /** Resolves once it is stored; the same id again is the same thing. Throws when it can't be stored. */
  put(id: string, data: object): Promise<void>;
  /** From now on does what is there, and what comes. */
  work(work: Work): Promise<void>;
  /** Finishes what it is at; the rest is for the next start or another instance. */
  stop(): Promise<void>;
}

const Settled = z.object({ affected: z.literal(1) }); // how many jobs were; its type does not say so
const BATCH = { batchSize: 8, burstWhenBatchFull: true, perJobResults: true, includeMetadata: true } as const;
/** More at once would take the processor, and the embedded database's one connection, from those who put down. */
const HANDS = { postgres: 8, embedded: 2 };
/** A statement costs nearly as much for one as for fifty. */
const GATHER_MS = 10;
/** For what nobody tells of: what is to be tried again, and what an instance did not live to do. */
const POLL_S = 1;
/** How often what an instance died at is given to others. */
const SUPERVISE_MS = 10_000;

/** Those of what people did in Slack, and of what they could not be told. */
export function createInboxes(database: Database, log: Logger) {
  return {
    clicks: createInbox(database, CLICKS, log),
    submissions: createInbox(database, SUBMISSIONS, log),
    tellings: createInbox(database, TELLINGS, log),
  };
}

/** An inbox on a queue of pg-boss. */
export function createInbox({ queue, sql, embedded }: Database, name: string, log: Logger): Inbox {
  let coming = new Map<string, { data: object; stored: PromiseWithResolvers<void> }>(); // by id
  let storing: Promise<void> | null = null;
  let calm: NodeJS.Timeout | undefined;
  let upkeep: NodeJS.Timeout | undefined;
  let wake = () => {};
  let storedAt = Number.NEGATIVE_INFINITY; // ms
  const rush = createRush();

  /** What comes at once, or while a statement is on its way, is stored together; in a rush what comes a moment later, too. */
  async function store(): Promise<void> {
    while (coming.size > 0) {
      await (performance.now() - storedAt < GATHER_MS ? sleep(GATHER_MS) : setImmediate());
      const batch = coming;
      coming = new Map();
      try {
        await queue.insert(
          name,
          Array.from(batch, ([id, { data }]) => ({ id, data })),
        );
        for (const { stored } of batch.values()) stored.resolve();
      } catch (error) {
        for (const { stored } of batch.values()) stored.reject(error);
      }
      storedAt = performance.now();
    }
    storing = null;
    rush.stored(storedAt);
    clearTimeout(calm);
    calm = setTimeout(() => wake(), rush.restMs(performance.now()));
  }

  /** Those who wait for an answer come first. */
  async function rest(): Promise<void> {
    for (;;) {
      await storing;
      const ms = rush.restMs(performance.now());
      if (ms === 0) return;
      await sleep(ms);
    }
  }

  /** Whoever was thought dead and goes on finds that another has the job, or has done it. */
  async function settle(tx: Tx, job: JobWithMetadata<object>): Promise<void> {
    const answer = await queue.complete(name, job, null, { db: fromPrisma(tx) });
    if (!Settled.safeParse(answer).success) throw new Error('what was put down is no longer ours to do');
  }

  async function workOn(jobs: JobWithMetadata<object>[], work: Work): Promise<JobResult[]> {
    const results: JobResult[] = [];
    const next = jobs.values();
    const hand = async () => {
      for (const job of next) {
        const { id, data, retryCount } = job;
        await rest();
        let settled = false;
        try {
          await work(data, async (tx) => {
            await settle(tx, job);
            settled = true;
          });
          // At once, and not with its batch: who was told why not is not told again.
          if (!settled) await queue.complete(name, job);
          results.push({ id, status: 'completed' });
        } catch (err) {
          const says = settled ? 'what was done could not be told of' : 'what was put down could not be done';
          // By this id whoever did it may ask, once it is given up: listeners/tell-later.ts.
          log.warn({ err, name, request: id.slice(0, 8), tries: retryCount + 1 }, says);
          results.push({ id, status: 'failed' });
        }
      }
    };
    await Promise.all(Array.from({ length: embedded ? HANDS.embedded : HANDS.postgres }, hand));
    return results;
  }

  return {
    async put(id, data) {
      rush.came(performance.now());
      const { stored } = coming.get(id) ?? { stored: Promise.withResolvers<void>() };
      coming.set(id, { data, stored });
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
