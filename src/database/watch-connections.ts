import pg from 'pg';

/** The server's answer to one more connection than it takes: it lives. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const TOO_MANY_CONNECTIONS = '53300';

/**
 * Gives up connections of the pool whose other end is gone without a word (a pulled cable, a firewall that forgot): what
 * waits on one fails within twice `patienceMs`, and the pool opens another. A statement that has no answer after
 * `patienceMs` is asked after on a connection of its own: one that the server is at may take its time.
 */
export function watchConnections(pool: pg.Pool, config: pg.ClientConfig, patienceMs: number): void {
  pool.on('connect', (client) => watch(client, config, patienceMs));
}

function watch(client: pg.PoolClient, config: pg.ClientConfig, patienceMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), patienceMs).unref();
  };
  const look = async () => {
    const asked = timer;
    const atWork = await isAtWork(client, config, patienceMs);
    if (timer !== asked) return; // it answered meanwhile
    if (atWork) arm();
    else await endWithout(client);
  };
  const query: unknown = Reflect.get(client, 'query');
  if (typeof query !== 'function') return;
  Object.defineProperty(client, 'query', {
    value(...statement: unknown[]): unknown {
      arm();
      return Reflect.apply(query, client, statement);
    },
  });
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  client.on('drain', rest); // all that was asked is answered
  client.on('end', rest);
}

/** Whether the server works on what this connection asked. */
async function isAtWork(
  client: pg.PoolClient,
  config: pg.ClientConfig,
  patienceMs: number,
): Promise<boolean> {
  const limit = patienceMs / 2;
  const other = new pg.Client({ ...config, connectionTimeoutMillis: limit, query_timeout: limit });
  other.on('error', () => {});
  try {
    await other.connect();
    const { rowCount } = await other.query(
      `SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active'`,
      ['processID' in client ? client.processID : null],
    );
    return rowCount === 1;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === TOO_MANY_CONNECTIONS;
  } finally {
    void endWithout(other);
  }
}

/** Closes without waiting for the other end: `end` cuts a connection that is waiting for an answer. */
async function endWithout(client: Pick<pg.Client, 'end'>): Promise<void> {
  await client.end().catch(() => {});
}
