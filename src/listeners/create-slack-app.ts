import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { type FetchFunction, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';

export type SlackConnection =
  | { mode: 'socket'; botToken: string; appToken: string; apiUrl: string | undefined }
  | { mode: 'http'; botToken: string; signingSecret: string; apiUrl: string | undefined };

export interface SlackApp {
  app: App;
  /** For deliveries: never repeats a call by itself, and says when Slack asks to wait. */
  client: WebClient;
  /** Takes Slack's requests in HTTP mode. */
  requestListener: RequestListener | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** A Bolt app on Socket Mode or HTTP; nothing is sent before `start`. All calls to Slack go through `fetch`. */
export function createSlackApp(
  connection: SlackConnection,
  { log, fetch }: { log: Logger; fetch: FetchFunction },
): SlackApp {
  const { botToken, apiUrl } = connection;
  const clientOptions = { fetch, ...(apiUrl && { slackApiUrl: apiUrl }) };
  const logger = asBoltLogger(log);
  const receiver =
    connection.mode === 'http'
      ? new HTTPReceiver({ signingSecret: connection.signingSecret, endpoints: '/slack/events', logger })
      : null;
  const app = new App({
    token: botToken,
    ...(connection.mode === 'socket' ? { appToken: connection.appToken, socketMode: true } : {}),
    ...(receiver && { receiver }),
    logger,
    convoStore: false,
    deferInitialization: true,
    clientOptions,
  });
  const client = new WebClient(botToken, {
    ...clientOptions,
    logger,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return {
    app,
    client,
    requestListener: receiver ? (request, response) => receiver.requestListener(request, response) : null,
    async start() {
      await app.init();
      if (!receiver) await app.start();
    },
    async stop() {
      if (!receiver) await app.stop();
    },
  };
}

/** Bolt's logger on top of ours. Its messages may quote payloads, so only warnings and errors are kept. */
function asBoltLogger(log: Logger): BoltLogger {
  const child = log.child({ from: 'bolt' });
  const say =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      child[level]({ err: error }, error ? error.name : String(parts[0]).slice(0, 200));
    };
  return {
    debug: () => {},
    info: () => {},
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
