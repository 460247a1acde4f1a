import type { Message } from '../protocol.ts';
import { readBlocks, readMrkdwn } from '../mrkdwn.ts';
import { compareTs } from './clock.ts';
import { withIds } from './elements.ts';
import { messagesOf } from './open-team.ts';
import { audienceOf } from './team.ts';
import type { Room, StoredMessage, Team } from './team.ts';

export type MessageDraft = Omit<Message, 'ts' | 'channel'> & {
  /** Slack turns `@ana` and `@channel` in the text into mentions: what `parse: 'full'` and `link_names` do. */
  linkNames?: boolean;
};

/** Writes a message into the channel and tells everyone who may see it. */
export function addMessage(team: Team, room: Room, draft: MessageDraft): StoredMessage {
  const { linkNames, ...content } = draft;
  const message: StoredMessage = {
    ...content,
    channel: room.id,
    ts: team.clock.nextTs(),
    by_app: draft.user === team.app.userId,
    notifies: [],
  };
  if (message.blocks) message.blocks = withIds(message.blocks);
  message.notifies = whomItNotifies(team, message, linkNames === true);
  messagesOf(team, room.id).set(message.ts, message);
  keep(team, room, message);
  return message;
}

export type MessagePatch = Partial<Pick<Message, 'text' | 'metadata' | 'files'>> & {
  /** `null` takes the blocks away. */
  blocks?: Message['blocks'] | null;
  linkNames?: boolean;
  edited?: boolean;
};

/** Changes a message where it stands: same channel, same timestamp. */
export function changeMessage(team: Team, room: Room, message: StoredMessage, patch: MessagePatch): void {
  if (patch.text !== undefined) message.text = patch.text;
  if (patch.metadata !== undefined) message.metadata = patch.metadata;
  if (patch.files !== undefined) message.files = patch.files;
  if (patch.blocks === null) delete message.blocks;
  else if (patch.blocks !== undefined) message.blocks = withIds(patch.blocks);
  if (patch.edited !== false) message.edited_ts = team.clock.nextTs();
  message.notifies = whomItNotifies(team, message, patch.linkNames === true);
  keep(team, room, message);
}

export function removeMessage(team: Team, room: Room, message: StoredMessage): void {
  messagesOf(team, room.id).delete(message.ts);
  team.store.remove('message', keyOf(message));
  const change = { type: 'message_deleted', channel: room.id, ts: message.ts } as const;
  team.changes.publish(change, message.ephemeral_to ? [message.ephemeral_to] : audienceOf(room));
}

export function findMessage(team: Team, channel: string, ts: string): StoredMessage | undefined {
  return team.messages.get(channel)?.get(ts);
}

/** In a thread only: not in the channel itself. */
export function isOnlyInThread({ thread_ts, ts, subtype }: Message): boolean {
  return thread_ts !== undefined && thread_ts !== ts && subtype !== 'thread_broadcast';
}

/** Oldest first. */
export function sortedMessages(team: Team, channel: string): StoredMessage[] {
  return [...(team.messages.get(channel)?.values() ?? [])].toSorted((a, b) => compareTs(a.ts, b.ts));
}

function keep(team: Team, room: Room, message: StoredMessage): void {
  if (message.ephemeral_to === undefined) team.store.save('message', keyOf(message), message);
  const copy = structuredClone(message);
  team.changes.publish(
    { type: 'message', message: copy },
    message.ephemeral_to ? [message.ephemeral_to] : audienceOf(room),
  );
}

function keyOf(message: StoredMessage): string {
  return `${message.channel} ${message.ts}`;
}

function whomItNotifies(team: Team, message: StoredMessage, linkNames: boolean): string[] {
  const mentions = [...readMrkdwn(message.text).mentions, ...readBlocks(message.blocks).mentions];
  if (linkNames) {
    for (const [, name] of message.text.matchAll(/(?<![\w<])@([\w.-]+)/g)) {
      const person = [...team.people.values()].find((candidate) => candidate.name === name);
      if (person) mentions.push(person.id);
      else if (name === 'channel' || name === 'here' || name === 'everyone') mentions.push(name);
    }
  }
  return [...new Set(mentions)];
}
