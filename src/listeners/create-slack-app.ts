import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { type FetchFunction, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { createInFlight } from './in-flight.ts';
import { screenRequests } from './screen-requests.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import { refusalOf } from './token-refused.ts';

export type SlackConnection =
  | { mode: 'socket'; botToken: string; appToken: string; apiUrl: string | undefined }
  | { mode: 'http'; botToken: string; signingSecret: string; apiUrl: string | undefined };

export interface SlackApp {
  app: App;
  /** Never repeats a call by itself, and says when Slack asks to wait. */
  client: WebClient;
  /** Takes Slack's requests in HTTP mode. */
  requestListener: RequestListener | null;
  /** Connects; when Slack does not answer it goes on trying by itself. Throws TokenRefused when that can't help. */
  start(): Promise<void>;
  /** True while Slack can reach us; else why not. Over HTTP nobody knows. */
  state(): true | string;
  /** Finishes what was clicked, and leaves. */
  stop(): Promise<void>;
}

/** Slack does not take one of the tokens: nothing works until someone mends it. */
export class TokenRefused extends Error {}

/** No call hangs longer. */
const TIMEOUT_MS = 5_000;
/** How long a stop waits for clicks that are being worked on: before it leaves the connection, and after. */
const FINISH_MS = 3_000;

/**
 * A Bolt app on Socket Mode or HTTP; nothing is sent before `start`. All calls to Slack go through `fetch`. One that does
 * not listen only calls.
 */
export function createSlackApp(
  connection: SlackConnection,
  { log, fetch, listens }: { log: Logger; fetch: FetchFunction; listens: boolean },
): SlackApp {
  const { botToken, apiUrl } = connection;
  const logger = asBoltLogger(log);
  const clientOptions: WebClientOptions = {
    fetch,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 }, // a call whose answer was lost may have been done: repeating it would double it
    rejectRateLimitedCalls: true,
    ...(apiUrl && { slackApiUrl: apiUrl }),
  };
  const socket =
    connection.mode === 'socket'
      ? createSocketReceiver({ appToken: connection.appToken, clientOptions, logger, log })
      : null;
  const http =
    connection.mode === 'http'
      ? new HTTPReceiver({
          signingSecret: connection.signingSecret,
          endpoints: '/slack/events',
          logger,
          // What our listeners throw ends elsewhere: here ends what Bolt itself can't make sense of.
          async processEventErrorHandler({ error, response }) {
            log.warn({ err: error }, 'a request of Slack is not one that we know');
            if (!response.headersSent) response.writeHead(400).end();
            return false;
          },
        })
      : null;
  const me: { botId?: string; botUserId?: string } = {};
  const app = new App({
    authorize: async () => ({ botToken, ...me }),
    ...(socket && { receiver: socket }),
    ...(http && { receiver: http }),
    logger,
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
    clientOptions,
  });
  const client = new WebClient(botToken, { ...clientOptions, logger });
  const inFlight = createInFlight();
  app.use(({ next }) => inFlight.track(next()));

  async function checkBotToken(): Promise<void> {
    try {
      const { bot_id, user_id } = await client.auth.test();
      Object.assign(me, { ...(bot_id && { botId: bot_id }), ...(user_id && { botUserId: user_id }) });
    } catch (err) {
      const refused = refusalOf(err);
      if (refused) throw new TokenRefused(tellRefusal('SLACK_BOT_TOKEN', refused));
      log.warn({ err }, 'Slack does not answer yet');
    }
  }

  return {
    app,
    client,
    requestListener:
      http && listens
        ? screenRequests((request, response) => http.requestListener(request, response), {
            now: () => new Date(),
            failed: (err) => log.error({ err }, 'a request of Slack could not be read'),
          })
        : null,
    async start() {
      await app.init();
      await checkBotToken();
      if (!listens) return;
      await socket?.start();
      const refused = socket?.refused();
      if (refused) {
        await socket?.stop();
        throw new TokenRefused(tellRefusal('SLACK_APP_TOKEN', refused));
      }
    },
    state: () => (listens && socket ? socket.state() : true),
    async stop() {
      // What was clicked is acknowledged over the connection that it came by.
      if (!listens) return;
      await inFlight.idle(FINISH_MS);
      await socket?.stop();
      await inFlight.idle(FINISH_MS);
    },
  };
}

function tellRefusal(variable: string, code: string): string {
  return `Slack refuses ${variable} (${code}). Copy it anew from the app's page at https://api.slack.com/apps, then check: npm run baton -- slack check`;
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
