/** Something the app is told of, and has to acknowledge. */
export interface Delivery {
  type: 'events_api' | 'interactive' | 'slash_commands';
  payload: Record<string, unknown>;
  /** Whether what the app answers is used: for commands and submissions it is. */
  acceptsResponse: boolean;
  retry?: { attempt: number; reason: string };
}

export type Ack =
  | { ok: true; body?: unknown }
  | { ok: false; reason: 'not_connected' | 'timeout' }
  | { ok: false; reason: 'http_error'; status: number };

/** The way to the app: sockets that it opened, or HTTP requests to its address. */
export interface AppLink {
  deliver(delivery: Delivery): Promise<Ack>;
  stop(): void;
}
