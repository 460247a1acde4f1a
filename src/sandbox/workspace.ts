import { createHash } from 'node:crypto';
import { act } from './acts/act.ts';
import { createHttpLink, verifyRequestUrl } from './app/http-link.ts';
import { createSocketLink } from './app/socket-link.ts';
import { createTeller } from './app/tell.ts';
import { createCallLog } from './calls.ts';
import type { ApiCall } from './calls.ts';
import { createFaults } from './faults.ts';
import { createLive } from './host/live.ts';
import { createPageBundle } from './host/page-bundle.ts';
import { handle, listen, shut, upgrade } from './host/server.ts';
import type { Served } from './host/server.ts';
import type { WorkspaceOptions } from './options.ts';
import { createOutages, createSocketCutter } from './outages.ts';
import type { Outages } from './outages.ts';
import type { ActResult, PersonAct } from './protocol.ts';
import { createRateLimits } from './rate-limits.ts';
import type { Slack, Tokens } from './slack.ts';
import type { ChangeListener } from './workspace/changes.ts';
import { defaultEvents, defaultRates } from './workspace/defaults.ts';
import { sortedMessages } from './workspace/messages.ts';
import { openTeam } from './workspace/open-team.ts';
import { createResponseUrls } from './workspace/response-urls.ts';
import { stackOf } from './workspace/sheets.ts';
import { findChannel, findPerson } from './workspace/team.ts';
import type { Member, Room, Sheet, StoredMessage, Team } from './workspace/team.ts';
import { createTriggers } from './workspace/triggers.ts';

export interface Workspace extends AsyncDisposable {
  /** The page: `http://127.0.0.1:3001`. */
  url: string;
  /** For `clientOptions.slackApiUrl`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  readonly people: Member[];
  readonly channels: Room[];
  /** Who the app is here. */
  app: Team['app'];
  /** By id, handle or first name. */
  person(name: string): Member | undefined;
  /** By id or name. */
  channel(name: string): Room | undefined;
  act(what: PersonAct): Promise<ActResult>;
  /** Oldest first, with replies and with what only one person sees. */
  messages(channel: string): StoredMessage[];
  /** The modals on somebody's screen, bottom first. */
  views(user: string): Sheet[];
  home(user: string): Sheet | undefined;
  /** Returns what ends the subscription. */
  onChange(listener: ChangeListener): () => void;
  faults: Outages;
  /** What the app called, oldest first. */
  readonly calls: readonly ApiCall[];
  /** What the app did wrong where Slack shows only that something failed. */
  readonly problems: readonly { what: string; details: Record<string, unknown> }[];
  /** Live Socket Mode connections of the app. */
  readonly connections: number;
  /** How much the app has been told and has not acknowledged yet. */
  readonly underWay: number;
  /** HTTP mode: asks the app's address to answer Slack's challenge. */
  verifyRequestUrl(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts a Slack for this machine. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { server, port } = await listen(options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const team = openTeam(options);
  const tokens = createTokens();
  const now = () => team.clock.now();
  const problems: { what: string; details: Record<string, unknown> }[] = [];
  const ackTimeoutMs = options.ackTimeoutMs ?? 3000;
  const sockets = createSocketLink({ appId: team.app.id, ackTimeoutMs });
  const cutter = createSocketCutter(() => sockets.cut());
  const faults = createFaults(options.seed ?? 1, (settings) => cutter.follow(settings));
  const { requestUrl } = options;
  const http =
    requestUrl === undefined ? undefined : { requestUrl, signingSecret: tokens.signingSecret, ackTimeoutMs };
  const teller = createTeller(
    http ? createHttpLink(http) : sockets,
    faults,
    options.eventRetriesMs ?? [0, 60_000, 300_000],
  );
  const slack: Slack = {
    team,
    tokens,
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now),
    rateLimits: createRateLimits(options.rates !== false && { ...defaultRates, ...options.rates }, now),
    faults,
    chosen: new Map(),
    ...(!http && { sockets }),
    ...(options.commands && { commands: options.commands }),
    events: new Set(options.events ?? defaultEvents),
    url,
    tell: (delivery) => teller.tell(delivery),
    problem(what, details) {
      problems.push({ what, details });
      options.log?.(what, details);
    },
  };
  const calls = createCallLog();
  const live = createLive(team, options.commands ?? [], options.leadDesk);
  const bundle = createPageBundle({ rebuild: options.rebuildPage === true });
  const served: Served = { slack, calls, live, bundle, act: (what) => act(slack, options.leadDesk, what) };
  server.on('request', (request, response) => {
    handle(served, request, response).catch((error: unknown) => {
      options.log?.('a request to the local workspace failed', { err: error, path: request.url });
      if (!response.headersSent) response.writeHead(500).end('Internal Server Error');
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => upgrade(served, request, socket, head));

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    cutter.stop();
    live.stop();
    teller.stop();
    sockets.stop();
    await shut(server);
    team.store.close();
  }
  const idOf = (channel: string) => findChannel(team, channel)?.id ?? channel;
  const userOf = (name: string) => findPerson(team, name)?.id ?? name;
  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: tokens.botToken,
    appToken: tokens.appToken,
    signingSecret: tokens.signingSecret,
    get people() {
      return [...team.people.values()];
    },
    get channels() {
      return [...team.channels.values()];
    },
    app: team.app,
    person: (name) => findPerson(team, name),
    channel: (name) => findChannel(team, name),
    act: (what) => served.act(what),
    messages: (channel) => sortedMessages(team, idOf(channel)),
    views: (user) => stackOf(team, userOf(user)),
    home: (user) => team.homes.get(userOf(user)),
    onChange: (listener) => team.changes.subscribe(listener),
    faults: createOutages(slack),
    calls: calls.all,
    problems,
    get connections() {
      return sockets.connections;
    },
    get underWay() {
      return teller.underWay;
    },
    verifyRequestUrl: async () =>
      http !== undefined && (await verifyRequestUrl(http, tokens.verificationToken)),
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
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
