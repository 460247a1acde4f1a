import { WebSocket } from 'ws';

export interface RawSocket extends AsyncDisposable {
  /** What comes next, or came already. */
  next(): Promise<Record<string, unknown>>;
  send(body: unknown): void;
}

/** A WebSocket whose messages can be waited for one by one. */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<RawSocket> {
  const socket = new WebSocket(url, { headers });
  const came: Record<string, unknown>[] = [];
  const waiting: ((body: Record<string, unknown>) => void)[] = [];
  socket.on('message', (raw) => {
    const body = JSON.parse((raw as Buffer).toString()) as Record<string, unknown>;
    const next = waiting.shift();
    if (next) next(body);
    else came.push(body);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    async next() {
      const body = came.shift();
      return body ?? (await new Promise((resolve) => waiting.push(resolve)));
    },
    send: (body) => socket.send(JSON.stringify(body)),
    [Symbol.asyncDispose]: async () => socket.terminate(),
  };
}
