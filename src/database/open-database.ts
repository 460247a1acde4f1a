import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { type Embedded, startEmbedded } from './embedded.ts';
import { PrismaClient } from './generated/client.ts';
import { migrate } from './migrate.ts';
import { watchConnections } from './watch-connections.ts';
import { openQueue, withEnqueue } from './queue.ts';

export type DatabaseChoice =
  | {
      kind: 'embedded';
      dir: string | null; // null: in memory, gone when closed
      /** A dump of PGlite's that a new database begins with, instead of from nothing. */
      from?: string;
      /** One that runs already, to be used instead of starting one; it is stopped like any other. */
      running?: Embedded;
      /** Whoever opens it holds the folder already, and for longer. */
      locked?: boolean;
    }
  | {
      kind: 'postgres';
      url: string;
      connections?: number; // at most, 10 unless told
      /** After so long without an answer a connection is looked after: watch-connections.ts. */
      patienceMs?: number;
    };

export interface Database {
  prisma: ReturnType<typeof withEnqueue>;
  /** The same database for set-based SQL. */
  sql: pg.Pool;
  /** What Slack has to be told, on the same database. */
  queue: PgBoss;
  embedded: boolean;
  /** Ends the patience of a start: from now on somebody waits for each call. */
  inService(): void;
  close(): Promise<void>;
}

/** A start opens many connections at once, maybe beside other instances that do: each may take long, and nobody waits. */
const CONNECTS_AT_START_MS = 30_000;

/** What runs inside a transaction: the client without what only the whole database has. */
export type Tx = Omit<
  Database['prisma'],
  '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'
>;

/**
 * Opens and migrates the database; `migrated` hears what was applied. `atStart` waits longer for a connection, once PostgreSQL
 * has shown to be there, until `inService` is called. One adapter serves PGlite and PostgreSQL.
 */
export async function openDatabase(
  choice: DatabaseChoice,
  { migrated, atStart = false }: { migrated?: (names: string[]) => void; atStart?: boolean } = {},
): Promise<Database> {
  const embedded = choice.kind === 'embedded' ? (choice.running ?? (await startEmbedded(choice))) : null;
  const connection: pg.PoolConfig =
    choice.kind === 'postgres'
      ? {
          connectionString: choice.url,
          max: choice.connections ?? 10,
          // To connect, and to wait for one of those that are in use.
          connectionTimeoutMillis: 2 * patienceOf(choice),
          keepAlive: true,
        }
      : // PGlite has one session: one connection, so that transactions queue here and never mix there.
        {
          host: embedded?.host ?? '',
          user: 'postgres',
          database: 'postgres',
          max: 1,
          connectionTimeoutMillis: 30_000,
          query_timeout: 30_000,
        };
  // Of a connection whose other end is gone the server hears nothing: what its transaction holds must not be held for ever.
  const letGo =
    choice.kind === 'postgres' ? `SET idle_in_transaction_session_timeout = ${4 * patienceOf(choice)}` : '';
  const pool = new pg.Pool({
    ...connection,
    // Prisma's adapter writes times without a zone and ignores the zone of those it reads: both hold in UTC only.
    verify: (client, done) => client.query(`SET TIME ZONE 'UTC'; ${letGo}`, done),
  });
  pool.on('error', () => {}); // an idle connection broke: the pool opens another when it is needed
  // One that broke in use fails its next statement; unheard, it would end the process before.
  pool.on('connect', (client) => client.on('error', () => {}));
  if (choice.kind === 'postgres') watchConnections(pool, connection, patienceOf(choice));
  const client = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 30_000, timeout: 30_000 },
  });
  const close = async () => {
    await client.$disconnect();
    await pool.end();
    await embedded?.stop();
  };
  try {
    const applied = await migrateUnhurried(connection);
    migrated?.(applied);
    if (atStart) pool.options.connectionTimeoutMillis = CONNECTS_AT_START_MS;
    const queue = await openQueue(pool, { embedded: embedded !== null });
    const prisma = withEnqueue(client, queue, { embedded: embedded !== null });
    return {
      prisma,
      sql: pool,
      queue,
      embedded: embedded !== null,
      inService() {
        pool.options.connectionTimeoutMillis = connection.connectionTimeoutMillis;
      },
      async close() {
        await queue.stop({ graceful: false });
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function patienceOf({ patienceMs = 2_000 }: { patienceMs?: number }): number {
  return patienceMs; // twice this, and what asks over it, is under the 5 s that no call may hang
}

/** A migration of a large table takes what it takes, and so does waiting for the instance that runs it. */
async function migrateUnhurried(connection: pg.PoolConfig): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, query_timeout: 0 });
  try {
    return await migrate(pool);
  } finally {
    await pool.end();
  }
}

/** True when the database answers; else why it does not. */
export function answers({ sql }: Pick<Database, 'sql'>): Promise<true | string> {
  return sql.query('SELECT 1').then(
    () => true as const,
    () => 'does not answer',
  );
}
