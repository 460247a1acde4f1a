import { setTimeout as sleep } from 'node:timers/promises';
import type { ActResult } from '../../src/sandbox/protocol.ts';
import type { WorkspaceOptions } from '../../src/sandbox/options.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { channelView, keyOf } from './channel.ts';
import type { ChannelView } from './channel.ts';
import { homeOf } from './home.ts';
import type { Home } from './home.ts';
import type { Actor } from './message.ts';
import { modalOf } from './modal.ts';
import type { Modal } from './modal.ts';
import { mustWork } from './surface.ts';
import { visibleText } from './visible-text.ts';
import { listing } from './wait.ts';

export interface SlackPerson extends Actor {
  name: string;
  /** Sends a message or a slash command; resolves when the app has acknowledged it. */
  types(text: string, where: { in: string | ChannelView }): Promise<void>;
  /** Likewise, and gives what Slack shows. */
  tries(text: string, where: { in: string | ChannelView }): Promise<ActResult>;
  shortcut(callbackId: string): Promise<Modal>;
}

/** A Slack workspace in the words of who uses it. */
export interface SlackUnderTest extends AsyncDisposable {
  workspace: Workspace;
  /** What the app's environment has to say to talk to this Slack. */
  env: { SLACK_BOT_TOKEN: string; SLACK_APP_TOKEN: string; SLACK_API_URL: string };
  /** By handle or first name. */
  person(name: string): SlackPerson;
  channel(name: string): ChannelView;
  /** The direct message between the app and a person. */
  direct(person: Actor): ChannelView;
  modal(whose: { of: Actor }): Modal;
  home(person: Actor): Home;
  /**
   * Fails if the app has sent anything that no expectation took, or anything that Slack refused. With `forMs` it
   * also watches that long whether something still comes.
   */
  expectNothingElse(options?: { forMs?: number }): Promise<void>;
}

export interface SlackOptions extends WorkspaceOptions {
  /** How long an expectation waits; 10 s unless told. */
  deadlineMs?: number;
}

/** Starts a local workspace for a test. Rate limits are off unless the test sets `rates`. */
export async function startSlack({
  deadlineMs = 10_000,
  ...options
}: SlackOptions = {}): Promise<SlackUnderTest> {
  const workspace = await startWorkspace({ rates: false, ...options });
  const waiting = { workspace, deadlineMs };
  const taken = new Set<string>();
  const { botToken, appToken, apiUrl } = workspace;

  function channel(name: string): ChannelView {
    const room = workspace.channel(name);
    if (!room) throw new Error(`There is no channel ${name}.`);
    return channelView(waiting, { id: () => room.id, name: `#${room.name}`, taken });
  }

  function person(name: string): SlackPerson {
    const found = workspace.person(name);
    if (!found) throw new Error(`There is nobody called ${name}.`);
    const tries: SlackPerson['tries'] = async (text, where) => {
      const { id } = typeof where.in === 'string' ? channel(where.in) : where.in;
      return await workspace.act({ type: 'say', user: found.id, channel: id, text });
    };
    return {
      id: found.id,
      name: found.name,
      tries,
      types: async (text, where) => mustWork(await tries(text, where)),
      async shortcut(callbackId) {
        mustWork(await workspace.act({ type: 'shortcut', user: found.id, callback_id: callbackId }));
        return modalOf(waiting, found.id);
      },
    };
  }

  function direct(to: Actor): ChannelView {
    const find = () => workspace.channels.find((room) => room.kind === 'im' && room.members.includes(to.id));
    return channelView(waiting, {
      id: () => find()?.id ?? 'none',
      name: `the direct message with ${to.id}`,
      taken,
    });
  }

  async function expectNothingElse({ forMs = 0 } = {}): Promise<void> {
    if (forMs > 0) await sleep(forMs);
    while (workspace.underWay > 0) await sleep(5);
    const untaken = workspace.channels.flatMap((room) =>
      workspace
        .messages(room.id)
        .filter((message) => message.by_app && !taken.has(keyOf(message)))
        .map((message) => `#${room.name}: ${visibleText(workspace, message.blocks, message.text)}`),
    );
    const refused = refusals(workspace);
    if (untaken.length > 0) throw new Error(`The app sent more. ${listing('Unexpected messages', untaken)}`);
    if (refused.length > 0)
      throw new Error(`Slack refused what the app sent. ${listing('Refusals', refused)}`);
  }

  return {
    workspace,
    env: { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl },
    person,
    channel,
    direct,
    modal: ({ of }) => modalOf(waiting, of.id),
    home: (of) => homeOf(waiting, of.id),
    expectNothingElse,
    [Symbol.asyncDispose]: () => workspace.stop(),
  };
}

/** What the app got wrong in form: blocks, views, arguments, answers. */
function refusals(workspace: Workspace): string[] {
  const wrong =
    /^(invalid_(?!auth|cursor|trigger_id)|no_text|msg_too_long|unknown_method|not_allowed_token_type)/;
  const calls = workspace.calls
    .filter((call) => typeof call.result['error'] === 'string' && wrong.test(call.result['error']))
    .map((call) => `${call.method}: ${JSON.stringify(call.result)}`);
  return [...calls, ...workspace.problems.map(({ what, details }) => `${what}: ${JSON.stringify(details)}`)];
}
