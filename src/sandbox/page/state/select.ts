import type { Channel, Message } from '../../protocol.ts';
import type { PageState } from './page-state.ts';

type Messages = ReadonlyMap<string, Message> | undefined; // by ts

/** Timestamps have one length, so they sort as text. */
function byTs(a: Message, b: Message): number {
  return a.ts < b.ts ? -1 : 1;
}

function isReply(message: Message): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** Replies stand in the channel itself only if they were sent to it too. */
function isInChannel(message: Message): boolean {
  return !isReply(message) || message.subtype === 'thread_broadcast';
}

/** What stands in the channel itself, oldest first. */
export function channelMessages(messages: Messages): Message[] {
  return [...(messages?.values() ?? [])].filter(isInChannel).toSorted(byTs);
}

/** The replies of each thread of a channel, oldest first. */
export function repliesByThread(messages: Messages): Map<string, Message[]> {
  const replies = [...(messages?.values() ?? [])].filter(isReply).toSorted(byTs);
  return Map.groupBy(replies, (reply) => reply.thread_ts ?? reply.ts);
}

export function newestTs(messages: Messages): string | undefined {
  let newest: string | undefined;
  for (const ts of messages?.keys() ?? []) {
    if (newest === undefined || ts > newest) newest = ts;
  }
  return newest;
}

/** How many messages of others came after the last that I read. */
export function unreadCount(state: PageState, channel: string): number {
  const read = state.read[channel] ?? '';
  let count = 0;
  for (const message of state.messages.get(channel)?.values() ?? []) {
    if (message.ts > read && message.user !== state.me && isInChannel(message)) count += 1;
  }
  return count;
}

export function allUnread(state: PageState): number {
  return [...state.channels.keys()].reduce((sum, id) => sum + unreadCount(state, id), 0);
}

export function namedChannels(state: PageState): Channel[] {
  return [...state.channels.values()]
    .filter((channel) => channel.kind === 'channel' && !channel.is_archived)
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** My direct message with the app, once one of us has begun it. */
export function directMessage(state: PageState): Channel | undefined {
  return [...state.channels.values()].find((channel) => channel.kind === 'im');
}

/** The channel to begin with: where something waits to be read, else the first. */
export function firstChannel(state: PageState): string {
  const channels = namedChannels(state);
  const waiting = channels.find((channel) => unreadCount(state, channel.id) > 0);
  const used = channels.find((channel) => (state.messages.get(channel.id)?.size ?? 0) > 0);
  return (waiting ?? used ?? channels[0])?.id ?? '';
}
