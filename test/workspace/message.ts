import type { ActResult } from '../../src/sandbox/protocol.ts';
import { readBlocks, readMrkdwn } from '../../src/sandbox/mrkdwn.ts';
import type { TextLink } from '../../src/sandbox/mrkdwn.ts';
import type { StoredMessage } from '../../src/sandbox/workspace/team.ts';
import type { ChannelView } from './channel.ts';
import { buttonLabels } from './controls.ts';
import type { Filling } from './controls.ts';
import { modalOf } from './modal.ts';
import type { Modal } from './modal.ts';
import { clickOn, clickOverflow, fillIn, mustWork } from './surface.ts';
import type { Surface } from './surface.ts';
import { visibleText } from './visible-text.ts';
import { matches, waitFor } from './wait.ts';
import type { Waiting } from './wait.ts';

/** Who acts: anything with an id. */
export interface Actor {
  id: string;
}

interface Clickable {
  /** Resolves when the app has acknowledged; gives the person's modal, should one open. */
  click(by: { as: Actor }): Promise<Modal>;
  /** Gives what Slack shows instead of failing. */
  tryClick(by: { as: Actor }): Promise<ActResult>;
}

/** One message, as it is at the moment it is asked. */
export interface MessageView {
  readonly ts: string;
  readonly channel: string;
  /** What is read on the screen, without buttons. */
  readonly text: string;
  /** `text` of the message: the notification, and what screen readers read. */
  readonly fallback: string;
  readonly message: StoredMessage;
  /** Whom it notifies. */
  readonly notifies: string[];
  readonly links: TextLink[];
  readonly thread: ChannelView;
  buttons(): string[];
  action(label: string): Clickable;
  overflow(label: string): Clickable;
  /** Chooses in a menu of the message. */
  select(label: string, filling: Filling, by: { as: Actor }): Promise<Modal>;
  reply(text: string, by: { as: Actor }): Promise<void>;
  /** Waits until this very message matches. */
  expectUpdate(pattern: RegExp | string): Promise<MessageView>;
  expectDeleted(): Promise<void>;
}

export function messageView(waiting: Waiting, first: StoredMessage, thread: () => ChannelView): MessageView {
  const { workspace } = waiting;
  const now = () => workspace.messages(first.channel).find((one) => one.ts === first.ts);
  const current = () => now() ?? first;
  const textOf = () => visibleText(workspace, current().blocks, current().text);
  const surface: Surface = {
    workspace,
    name: 'This message',
    blocks: () => current().blocks,
    container: () => ({ channel: first.channel, ts: first.ts }),
  };
  const clickable = (run: (user: string) => Promise<ActResult>): Clickable => ({
    async click({ as }) {
      mustWork(await run(as.id));
      return modalOf(waiting, as.id);
    },
    tryClick: async ({ as }) => await run(as.id),
  });
  const there = () => (now() ? `It reads:\n${textOf()}` : 'It is deleted.');
  const view: MessageView = {
    ts: first.ts,
    channel: first.channel,
    get text() {
      return textOf();
    },
    get fallback() {
      return current().text;
    },
    get message() {
      return current();
    },
    get notifies() {
      return current().notifies;
    },
    get links() {
      return [...readMrkdwn(current().text).links, ...readBlocks(current().blocks).links];
    },
    get thread() {
      return thread();
    },
    buttons: () => buttonLabels(workspace, current().blocks),
    action: (label) => clickable((user) => clickOn(surface, user, label)),
    overflow: (label) => clickable((user) => clickOverflow(surface, user, label)),
    async select(label, filling, { as }) {
      mustWork(await fillIn(surface, as.id, label, filling));
      return modalOf(waiting, as.id);
    },
    async reply(text, { as }) {
      mustWork(
        await workspace.act({ type: 'say', user: as.id, channel: first.channel, thread_ts: first.ts, text }),
      );
    },
    async expectUpdate(pattern) {
      const look = () => (now() && matches(textOf(), pattern) ? true : undefined);
      await waitFor(waiting, look, `This message to match ${String(pattern)}`, there);
      return view;
    },
    expectDeleted: async () =>
      void (await waitFor(waiting, () => (now() ? undefined : true), 'This message to be deleted', there)),
  };
  return view;
}
