import type { Change, Snapshot } from '../../protocol.ts';

export type LiveStatus = 'connecting' | 'live' | 'gone';

export interface LiveListener {
  receive: (said: Snapshot | Change) => void;
  status: (status: LiveStatus) => void;
}

const firstDelayMs = 300;
const longestDelayMs = 5000;

/** Keeps a socket open as this person, with growing pauses while the server is away. Returns what ends it. */
export function openLive(user: string, listener: LiveListener): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isOver = false;

  function connect(): void {
    clearTimeout(timer);
    timer = undefined;
    const address = new URL(`/page/live?user=${encodeURIComponent(user)}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = new WebSocket(address);
    socket.addEventListener('message', (event) => {
      if (isOver) return;
      failures = 0;
      listener.status('live');
      // The server on the other end is ours, and says nothing else.
      listener.receive(JSON.parse(String(event.data)) as Snapshot | Change);
    });
    socket.addEventListener('close', () => {
      if (isOver) return;
      failures += 1;
      listener.status('gone');
      const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
      timer = setTimeout(connect, delay * (0.75 + Math.random() / 2));
    });
  }

  // Somebody looks at the page again, or the network is back: no need to wait.
  function hurry(): void {
    if (timer !== undefined && document.visibilityState === 'visible') connect();
  }
  document.addEventListener('visibilitychange', hurry);
  addEventListener('online', hurry);
  listener.status('connecting');
  connect();
  return () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', hurry);
    removeEventListener('online', hurry);
    socket?.close();
  };
}
