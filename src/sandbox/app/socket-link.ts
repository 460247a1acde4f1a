import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Ack, AppLink, Delivery } from './delivery.ts';

/** https://docs.slack.dev/apis/events-api/using-socket-mode/: "up to 10 open WebSocket connections". */
const connectionLimit = 10;
/** Tickets from `apps.connections.open` are for one connection, soon. */
const ticketLifetimeMs = 30_000;
const pingEveryMs = 10_000;

const Acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export interface SocketLink extends AppLink {
  /** A ticket for one connection: the answer of `apps.connections.open`. */
  issueTicket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, ticket: string): void;
  readonly connections: number;
  /** Asks the app to connect anew, as Slack does every few hours. */
  refresh(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** Cuts the connections without a word. */
  cut(): void;
}

export function createSocketLink(options: { appId: string; ackTimeoutMs: number }): SocketLink {
  const server = new WebSocketServer({ noServer: true });
  const sockets = new Set<WebSocket>();
  const tickets = new Map<string, number>();
  const waiting = new Map<string, (ack: Ack) => void>();
  let turn = 0;

  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, pingEveryMs);
  pings.unref();

  function welcome(socket: WebSocket): void {
    if (sockets.size >= connectionLimit) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    sockets.add(socket);
    socket.on('message', (raw) => acknowledge(raw));
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        connection_info: { app_id: options.appId },
        debug_info: { host: 'local', approximate_connection_time: 18060 },
      }),
    );
  }

  function acknowledge(raw: RawData): void {
    const answer = Acknowledgement.safeParse(parseJson(raw));
    if (!answer.success) return;
    const { envelope_id, payload } = answer.data;
    const isEmpty = typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0;
    waiting.get(envelope_id)?.({ ok: true, body: isEmpty ? undefined : payload });
  }

  return {
    issueTicket() {
      const ticket = randomUUID();
      tickets.set(ticket, Date.now());
      return ticket;
    },
    upgrade(request, socket, head, ticket) {
      const issuedAt = tickets.get(ticket);
      tickets.delete(ticket);
      if (issuedAt === undefined || Date.now() - issuedAt > ticketLifetimeMs) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    get connections() {
      return sockets.size;
    },
    async deliver(delivery) {
      const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN);
      const socket = open[turn++ % open.length];
      if (!socket) return { ok: false, reason: 'not_connected' };
      const envelopeId = randomUUID();
      const { promise, resolve } = Promise.withResolvers<Ack>();
      const timer = setTimeout(() => resolve({ ok: false, reason: 'timeout' }), options.ackTimeoutMs);
      waiting.set(envelopeId, resolve);
      socket.send(JSON.stringify(envelope(envelopeId, delivery)));
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(envelopeId);
      }
    },
    refresh(reason = 'refresh_requested') {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
      }
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    stop() {
      clearInterval(pings);
      for (const socket of sockets) socket.terminate();
      for (const resolve of waiting.values()) resolve({ ok: false, reason: 'not_connected' });
      server.close();
    },
  };
}

function envelope(id: string, delivery: Delivery): Record<string, unknown> {
  return {
    envelope_id: id,
    type: delivery.type,
    payload: delivery.payload,
    accepts_response_payload: delivery.acceptsResponse,
    ...(delivery.type === 'events_api' && {
      retry_attempt: delivery.retry?.attempt ?? 0,
      retry_reason: delivery.retry?.reason ?? '',
    }),
  };
}

function parseJson(raw: RawData): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(raw) ? raw.toString() : '') as unknown;
  } catch {
    return undefined;
  }
}
