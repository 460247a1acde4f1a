import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Logger as BoltLogger, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { refusalOf } from './token-refused.ts';
import { isFull, TooManySockets, whyNoConnection } from './why-no-connection.ts';

export interface SocketReceiver extends Receiver {
  /** True while Slack can reach us; else why not. */
  state(): true | string;
  /** Slack's code while it refuses the token. */
  refused(): string | null;
}

interface Options {
  appToken: string;
  clientOptions: WebClientOptions;
  logger: BoltLogger;
  log: Logger;
}

const Envelope = z.object({
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
  ack: z.custom<(response?: object) => Promise<void>>((value) => typeof value === 'function'),
});

/** Pings go out every third of it; after one that stays unanswered for so long the connection counts as dead. */
const PONG_MS = 2_400;
const CONNECT_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const REFUSED_WAIT_MS = 30_000;

/**
 * One Socket Mode connection, made anew as soon as it is gone. Bolt's own waits five seconds after each cut, longer
 * after each failure, and gives up when Slack refuses the token in between; this one never does.
 */
export function createSocketReceiver({ appToken, clientOptions, logger, log }: Options): SocketReceiver {
  let app: App | null = null;
  let client: SocketModeClient | null = null;
  let state: true | string = 'not connected yet';
  let refused: string | null = null;
  const stopping = new AbortController();

  /** Connects; resolves with what tells when the connection has ended. Throws when there is none. */
  async function connect(): Promise<{ ended: Promise<void> }> {
    const socket = new SocketModeClient({
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: PONG_MS,
      clientOptions: { ...clientOptions },
    });
    client = socket;
    socket.on('slack_event', (envelope: unknown) => {
      take(envelope).catch((err: unknown) =>
        log.error({ err }, 'an envelope of Slack is not one that we know'),
      );
    });
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    socket.on('disconnected', () => resolve());
    let full = false;
    socket.on('ws_message', (message: unknown) => (full ||= isFull(message)));
    try {
      const failed = ended.then(() => Promise.reject(new Error('the connection was closed')));
      const late = sleep(CONNECT_MS).then(() => Promise.reject(new Error('no connection in time')));
      await Promise.race([socket.start(), failed, late]);
      return { ended };
    } catch (error) {
      void socket.disconnect();
      throw full ? new TooManySockets() : error;
    }
  }

  async function take(given: unknown): Promise<void> {
    const { type, body, ack, retry_num, retry_reason } = Envelope.parse(given);
    let acknowledged = false;
    const event = {
      body,
      ...(retry_num !== undefined && { retryNum: retry_num }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
      async ack(response?: object) {
        if (acknowledged) return;
        acknowledged = true;
        // The work is done or goes on all the same: Slack tells the person, and a repeated click is harmless.
        await ack(response).catch((err: unknown) => log.warn({ err, type }, 'could not acknowledge'));
      },
    };
    await app?.processEvent(event);
  }

  /** Connects again and again until it is told to stop. */
  async function stayConnected(first: { ended: Promise<void> } | null): Promise<void> {
    let current = first;
    let failures = 0;
    while (!stopping.signal.aborted) {
      if (current) {
        await current.ended;
        if (stopping.signal.aborted) return;
        failures = 0;
        state = 'the connection was cut';
        log.info('the connection to Slack was closed and is made anew');
      }
      await sleep(waitMs(failures), null, stopping).catch(() => {});
      current = stopping.signal.aborted ? null : await tryToConnect();
      failures = current ? 0 : failures + 1;
    }
  }

  function waitMs(failures: number): number {
    if (refused) return REFUSED_WAIT_MS;
    return Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + Math.random());
  }

  async function tryToConnect(): Promise<{ ended: Promise<void> } | null> {
    try {
      const connection = await connect();
      state = true;
      refused = null;
      return connection;
    } catch (err) {
      refused = refusalOf(err);
      state = refused ? `refuses the app-level token (${refused})` : whyNoConnection(err);
      log.warn({ err, state }, 'no connection to Slack');
      return null;
    }
  }

  return {
    init(bolt) {
      app = bolt;
    },
    /** Resolves when the first try is over, however it went: the next ones go on by themselves. */
    async start() {
      void stayConnected(await tryToConnect());
    },
    async stop() {
      stopping.abort();
      state = 'is being left';
      // Once the other side has said goodbye; nobody waits long for one that does not.
      await Promise.race([client?.disconnect(), sleep(1_000, null, { ref: false })]);
    },
    state: () => state,
    refused: () => refused,
  };
}
