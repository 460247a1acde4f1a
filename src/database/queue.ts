import type pg from 'pg';
import { type Db, fromPrisma, PgBoss, type Queue } from 'pg-boss';
import { z } from 'zod';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** The queue of what Slack has to be told. */
export const DELIVERIES = 'deliveries';

/** The queue of what people clicked: acknowledged, and still to be done. */
export const CLICKS = 'clicks';

/**
 * The same for modals that they submitted. Apart, since a version that knows only of clicks, and runs beside this one
 * during a restart, would take them for clicks on nothing and drop them.
 */
export const SUBMISSIONS = 'submissions';

/**
 * The queue of what Slack did not let us tell those who did something. What was clicked or submitted and could not be done
 * comes here as well, whoever failed at it: an instance that lives, or each that took it and died.
 */
export const TELLINGS = 'tellings';

/** A message that Slack may not show as it is now: the worker looks up what it should show. */
export const DeliveryJob = z.object({
  posting: z.string(),
  /** As in the posting: of the jobs of one channel, one runs at a time and in their order, on whatever instance. */
  channel: z.string(),
  /** Before those of other channels. */
  first: z.boolean(),
});
export type DeliveryJob = z.infer<typeof DeliveryJob>;

/** Where PostgreSQL tells every instance that there are new jobs. */
export const ENQUEUED = 'baton_deliveries';

const DECADE_S = 315_360_000;
/** A job whose worker was not heard of for so long goes to another. */
const HEARTBEAT_S = 10;

/**
 * The queue beside the tables, in its own schema, which it makes and migrates: several processes may do so at once.
 * It only takes and gives jobs; upkeep is for who works on them, and so are its `error` events.
 */
export async function openQueue(pool: pg.Pool, { embedded }: { embedded: boolean }): Promise<PgBoss> {
  const queue = new PgBoss({
    db: onPool(pool),
    backend: embedded ? 'pglite' : 'postgres',
    supervise: false,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 300,
    monitorVacuum: false,
    reindex: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  queue.on('error', () => {}); // who works on a queue hears them too; unheard, they would end the process
  await queue.start();
  await keepQueue(queue, DELIVERIES, {
    policy: 'key_strict_fifo',
    // What is owed is owed until it is delivered: a job never fails for good, and none is dropped for its age.
    retryLimit: 1_000_000,
    retryDelay: 1,
    retryBackoff: true, // exponential; with jitter up to the longest
    retryDelayMax: 5, // when Slack is back, its channels have half a minute to become right
    retentionSeconds: DECADE_S,
    expireInSeconds: 86_400,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: 600,
  });
  const acts = {
    expireInSeconds: 300,
    heartbeatSeconds: HEARTBEAT_S,
    deleteAfterSeconds: 600, // as long, the same that comes again is known
  };
  await keepQueue(queue, TELLINGS, {
    ...acts,
    retryLimit: 1_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 15,
    retentionSeconds: 1_800, // later it is no news to them, and Slack's address for answers is gone
  });
  for (const name of [CLICKS, SUBMISSIONS])
    await keepQueue(queue, name, { ...acts, retryLimit: 3, retryDelay: 1, deadLetter: TELLINGS });
  return queue;
}

/** Makes the queue, or gives one that is there the settings of this version; its policy stays what it was. */
async function keepQueue(queue: PgBoss, name: string, options: Omit<Queue, 'name'>): Promise<void> {
  if (!(await queue.getQueue(name))) return await queue.createQueue(name, options);
  const { policy: _policy, partition: _partition, ...settings } = options;
  await queue.updateQueue(name, settings);
}

/** For who holds the embedded database: whoever had a job of this queue before is gone. */
export async function freeJobs(queue: PgBoss, pool: pg.Pool, name: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'`,
    [name],
  );
  if (rows.length > 0)
    await queue.fail(
      name,
      rows.map(({ id }) => id),
    );
}

/** Gives every transaction `$enqueue`: jobs that exist, and are told of, if and only if it commits. */
export function withEnqueue(prisma: PrismaClient, queue: PgBoss, { embedded }: { embedded: boolean }) {
  return prisma.$extends({
    client: {
      async $enqueue(jobs: DeliveryJob[]): Promise<void> {
        if (jobs.length === 0) return;
        const tx = Prisma.getExtensionContext(this);
        await queue.insert(
          DELIVERIES,
          jobs.map((job) => ({ data: job, singletonKey: job.channel, priority: job.first ? 1 : 0 })),
          { db: fromPrisma(tx) },
        );
        // The embedded database has one process, whose worker is woken without it.
        if (!embedded) await fromPrisma(tx).executeSql("SELECT pg_notify($1, '')::text", [ENQUEUED]);
      },
    },
  });
}

/** One connection a statement, as the queue expects; one that a failed block left in its transaction is freed of it. */
function onPool(pool: pg.Pool): Db {
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
        // Several statements in one text give several results.
        return { rows: Array.isArray(result) ? result.flatMap(({ rows }) => rows) : result.rows };
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
  };
}
