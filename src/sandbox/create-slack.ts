import { createHash } from 'node:crypto';
import { createHttpLink, verifyRequestUrl } from './app/http-link.ts';
import { createSocketLink } from './app/socket-link.ts';
import type { SocketLink } from './app/socket-link.ts';
import { createTeller } from './app/tell.ts';
import type { Teller } from './app/tell.ts';
import { createFaults } from './faults.ts';
import type { WorkspaceOptions } from './options.ts';
import { createSocketCutter } from './outages.ts';
import { createRateLimits } from './rate-limits.ts';
import type { Slack, Tokens } from './slack.ts';
import { defaultEvents, defaultRates } from './workspace/defaults.ts';
import { openTeam } from './workspace/open-team.ts';
import { createResponseUrls } from './workspace/response-urls.ts';
import { createTriggers } from './workspace/triggers.ts';

/** Something that the app did wrong, where Slack shows a person only that it failed. */
export interface Problem {
  what: string;
  details: Record<string, unknown>;
}

export interface SlackParts {
  slack: Slack;
  teller: Teller;
  sockets: SocketLink;
  problems: Problem[];
  verifyRequestUrl(): Promise<boolean>;
  stop(): void;
}

/** Puts together what the methods and the acts of people work with. */
export function createSlack(options: WorkspaceOptions, url: string): SlackParts {
  const { requestUrl, ackTimeoutMs = 3000, commands, scopes, log } = options;
  const team = openTeam(options);
  const tokens = createTokens();
  const now = () => team.clock.now();
  const sockets = createSocketLink({ appId: team.app.id, ackTimeoutMs });
  const cutter = createSocketCutter(() => sockets.cut());
  const faults = createFaults(options.seed ?? 1, (settings) => cutter.follow(settings));
  const http =
    requestUrl === undefined ? undefined : { requestUrl, signingSecret: tokens.signingSecret, ackTimeoutMs };
  const link = http ? createHttpLink(http) : sockets;
  const teller = createTeller(link, faults, options.eventRetriesMs ?? [0, 60_000, 300_000]);
  const problems: Problem[] = [];
  const slack: Slack = {
    team,
    tokens,
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now),
    rateLimits: createRateLimits(options.rates !== false && { ...defaultRates, ...options.rates }, now),
    faults,
    chosen: new Map(),
    ...(!http && { sockets }),
    ...(commands && { commands }),
    ...(scopes && { scopes }),
    events: new Set(options.events ?? defaultEvents),
    url,
    tell: (delivery) => teller.tell(delivery),
    problem(what, details) {
      problems.push({ what, details });
      log?.(what, details);
    },
  };
  return {
    slack,
    teller,
    sockets,
    problems,
    verifyRequestUrl: async () =>
      http !== undefined && (await verifyRequestUrl(http, tokens.verificationToken)),
    stop() {
      cutter.stop();
      teller.stop();
      sockets.stop();
      team.store.close();
    },
  };
}

/** The same in every run, so that an app started by hand keeps working. They open nothing outside of this machine. */
function createTokens(): Tokens {
  const secret = (name: string) => createHash('sha256').update(`local workspace ${name}`).digest('hex');
  return {
    botToken: `xoxb-local-${secret('bot').slice(0, 24)}`,
    appToken: `xapp-1-local-${secret('app').slice(0, 24)}`,
    signingSecret: secret('signing').slice(0, 32),
    verificationToken: secret('verification').slice(0, 24),
    isRevoked: false,
  };
}
