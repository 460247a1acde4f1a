import { act } from './acts/act.ts';
import { createCallLog } from './calls.ts';
import type { ApiCall } from './calls.ts';
import { createSlack } from './create-slack.ts';
import type { Problem } from './create-slack.ts';
import { createLive } from './host/live.ts';
import { createPageBundle } from './host/page-bundle.ts';
import { listen, serve, shut } from './host/server.ts';
import type { WorkspaceOptions } from './options.ts';
import { createOutages } from './outages.ts';
import type { Outages } from './outages.ts';
import type { ActResult, PersonAct } from './protocol.ts';
import type { ChangeListener } from './workspace/changes.ts';
import { sortedMessages } from './workspace/messages.ts';
import { stackOf } from './workspace/sheets.ts';
import { findChannel, findPerson } from './workspace/team.ts';
import type { Member, Room, Sheet, StoredMessage, Team } from './workspace/team.ts';

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
  readonly problems: readonly Problem[];
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
  const { leadDesk, commands = [], log } = options;
  const { server, port } = await listen(options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const parts = createSlack(options, url);
  const { slack, teller, sockets } = parts;
  const { team, tokens } = slack;
  const calls = createCallLog();
  const live = createLive(team, commands, leadDesk);
  const bundle = createPageBundle({ rebuild: options.rebuildPage === true });
  const doAct = (what: PersonAct) => act(slack, leadDesk, what);
  serve(server, { slack, calls, live, bundle, act: doAct }, log);

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    live.stop();
    parts.stop();
    await shut(server);
  }
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
    act: doAct,
    messages: (channel) => sortedMessages(team, findChannel(team, channel)?.id ?? channel),
    views: (user) => stackOf(team, findPerson(team, user)?.id ?? user),
    home: (user) => team.homes.get(findPerson(team, user)?.id ?? user),
    onChange: (listener) => team.changes.subscribe(listener),
    faults: createOutages(slack),
    calls: calls.all,
    problems: parts.problems,
    get connections() {
      return sockets.connections;
    },
    get underWay() {
      return teller.underWay;
    },
    verifyRequestUrl: () => parts.verifyRequestUrl(),
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
}
