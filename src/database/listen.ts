import pg from 'pg';
import type { Database } from './open-database.ts';

const HEARTBEAT_MS = 10_000;
const RECONNECT_MS = 1_000;

/**
 * Hears what PostgreSQL notifies on a channel, on a connection of its own that is asked whether it lives and replaced
 * when it does not. `heard` also comes after each connect: something may have been missed. The embedded database
 * has nobody to hear from.
 */
export function listen(
  { sql, embedded }: Pick<Database, 'sql' | 'embedded'>,
  channel: string,
  heard: () => void,
  { heartbeatMs = HEARTBEAT_MS }: { heartbeatMs?: number } = {},
): { stop(): Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = embedded;

  async function connect(): Promise<void> {
    // An answer may take as long as connecting: a dead connection takes none, and would hang for minutes.
    const query_timeout = sql.options.connectionTimeoutMillis;
    client = new pg.Client({ ...sql.options, query_timeout, keepAlive: true });
    client.on('error', () => {}); // the next heartbeat finds it gone
    client.on('notification', heard);
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      heard();
      plan(heartbeatMs);
    } catch {
      await replace();
    }
  }

  async function check(): Promise<void> {
    try {
      await client?.query('SELECT 1');
      plan(heartbeatMs);
    } catch {
      await replace();
    }
  }

  async function replace(): Promise<void> {
    void client?.end().catch(() => {});
    client = null;
    plan(RECONNECT_MS);
  }

  function plan(ms: number): void {
    if (!stopped) timer = setTimeout(() => void (client ? check() : connect()), ms);
  }

  if (!stopped) void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
