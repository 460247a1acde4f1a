import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface StallingProxy extends AsyncDisposable {
  port: number;
  /** From now on nothing passes, either way, and nothing is closed: as when a cable is pulled. */
  stall(): void;
  /** New connections pass again; those of before stay dead. */
  resume(): void;
}

/** A TCP front of the PostgreSQL whose socket is in the folder. */
export async function startStallingProxy(host: string): Promise<StallingProxy> {
  const ends = new Set<Socket>();
  let stalled = false;
  const keep = (socket: Socket) => ends.add(socket.on('error', () => {}));
  const server = createServer((client) => {
    keep(client);
    if (stalled) return;
    const database = createConnection(join(host, '.s.PGSQL.5432'));
    keep(database);
    client.pipe(database).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall() {
      stalled = true;
      for (const socket of ends) socket.unpipe().pause();
    },
    resume() {
      stalled = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of ends) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
