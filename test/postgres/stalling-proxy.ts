import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

export interface StallingProxy extends AsyncDisposable {
  port: number;
  /** From now on nothing passes, either way, and nothing is closed: as when a cable is pulled. */
  stall(): void;
  /** New connections pass again; those of before stay dead. */
  resume(): void;
}

/** A TCP front of a server. In what that answers, `rename` may name the proxy's port in place of its own. */
export async function startStallingProxy(
  to: { path: string } | { port: number },
  rename: (answer: string, port: number) => string = (answer) => answer,
): Promise<StallingProxy> {
  const ends = new Set<Socket>();
  let stalled = false;
  const keep = (socket: Socket) => ends.add(socket.on('error', () => {}));
  const server = createServer((client) => {
    keep(client);
    if (stalled) return;
    const far = connect('path' in to ? to : { ...to, host: '127.0.0.1' });
    keep(far);
    const renaming = new Transform({
      transform: (chunk: Buffer, _encoding, done) =>
        done(null, Buffer.from(rename(chunk.toString('latin1'), port()), 'latin1')),
    });
    client.pipe(far).pipe(renaming).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = () => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  return {
    port: port(),
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
