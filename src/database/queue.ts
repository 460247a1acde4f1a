import type pg from 'pg';
import { type Db, fromPrisma, PgBoss } from 'pg-boss';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** The queue of what Slack has to be told. */
export const DELIVERIES = 'deliveries';

/** A message that may not show what it should: the worker looks up what that is. */
export interface DeliveryJob {
  posting: string;
  /** As in the posting: of the jobs of one channel, one runs at a time and in their order, on whatever instance. */
  channel: string;
}

const DECADE_S = 315_360_000;

/**
 * The queue beside the tables, in its own schema, which it makes and migrates: several processes may do so at once.
 * It only takes and gives jobs; upkeep is for who works on them. Errors of its own come by `onError`.
 */
export async function openQueue(
  pool: pg.Pool,
  { embedded, onError = () => {} }: { embedded: boolean; onError?: (error: Error) => void },
): Promise<PgBoss> {
  const queue = new PgBoss({
    db: onPool(pool),
    backend: embedded ? 'pglite' : 'postgres',
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  queue.on('error', onError);
  await queue.start();
  if (!(await queue.getQueue(DELIVERIES)))
    await queue.createQueue(DELIVERIES, {
      policy: 'key_strict_fifo',
      // What is owed is owed until it is delivered: a job never fails for good, and none is dropped for its age.
      retryLimit: 1_000_000,
      retryDelay: 1,
      retryBackoff: true, // exponential, with jitter
      retryDelayMax: 60,
      retentionSeconds: DECADE_S,
      expireInSeconds: 86_400,
      heartbeatSeconds: 15,
      deleteAfterSeconds: 3_600,
    });
  return queue;
}

/** Gives every transaction `$enqueue`: jobs that exist if, and only if, it commits. */
export function withEnqueue(prisma: PrismaClient, queue: PgBoss) {
  return prisma.$extends({
    client: {
      async $enqueue(jobs: DeliveryJob[]): Promise<void> {
        if (jobs.length === 0) return;
        await queue.insert(
          DELIVERIES,
          jobs.map(({ channel, ...data }) => ({ data, singletonKey: channel })),
          { db: fromPrisma(Prisma.getExtensionContext(this)) },
        );
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
