import type { StoredMessage } from '../../src/sandbox/workspace/team.ts';
import { messageView } from './message.ts';
import type { Actor, MessageView } from './message.ts';
import { visibleText } from './visible-text.ts';
import { listing, matches, waitFor } from './wait.ts';
import type { Waiting } from './wait.ts';

/** A channel, a direct message or a thread. */
export interface ChannelView {
  readonly id: string;
  /** Waits for a message of the app that matches and that no other expectation has taken. */
  expectMessage(pattern: RegExp | string): Promise<MessageView>;
  /** Likewise for a message that only this person sees. */
  expectEphemeral(pattern: RegExp | string, to: { to: Actor }): Promise<MessageView>;
  /** All messages of the app that are there now, oldest first. */
  messages(): MessageView[];
}

export interface ChannelOptions {
  id(): string;
  name: string;
  threadTs?: string;
  /** Keys of the messages that some expectation has taken. */
  taken: Set<string>;
}

export function keyOf(message: StoredMessage): string {
  return `${message.channel} ${message.ts}`;
}

export function channelView(waiting: Waiting, options: ChannelOptions): ChannelView {
  const { workspace } = waiting;
  const { taken, threadTs } = options;
  const where = threadTs === undefined ? options.name : `the thread in ${options.name}`;

  function all(): StoredMessage[] {
    return workspace.messages(options.id()).filter((message) => message.by_app && isHere(message));
  }
  function isHere(message: StoredMessage): boolean {
    const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
    return threadTs === undefined
      ? !isReply || message.subtype === 'thread_broadcast' || message.ephemeral_to !== undefined
      : message.thread_ts === threadTs && isReply;
  }
  const textOf = (message: StoredMessage) => visibleText(workspace, message.blocks, message.text);
  const viewOf = (message: StoredMessage) =>
    messageView(waiting, message, () =>
      channelView(waiting, { ...options, threadTs: message.thread_ts ?? message.ts }),
    );

  async function take(pattern: RegExp | string, isOurs: (message: StoredMessage) => boolean, what: string) {
    const look = () =>
      all().find(
        (one) =>
          isOurs(one) &&
          !taken.has(keyOf(one)) &&
          (matches(textOf(one), pattern) || matches(one.text, pattern)),
      );
    const message = await waitFor(waiting, look, `${what} ${String(pattern)} in ${where}`, () =>
      listing(
        `Messages in ${where}`,
        all().map((one) => `${taken.has(keyOf(one)) ? '(expected already) ' : ''}${textOf(one)}`),
      ),
    );
    taken.add(keyOf(message));
    return viewOf(message);
  }

  return {
    get id() {
      return options.id();
    },
    expectMessage: (pattern) => take(pattern, (message) => message.ephemeral_to === undefined, 'A message'),
    expectEphemeral: (pattern, { to }) =>
      take(pattern, (message) => message.ephemeral_to === to.id, 'An ephemeral message'),
    messages: () => all().map(viewOf),
  };
}
