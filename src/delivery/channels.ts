import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';

export interface Channels {
  /**
   * The id of the channel with this name, or of the direct message with a person; the id of a channel is given back as
   * it is. Null when Slack has none that we see.
   */
  idOf(name: string): Promise<string | null>;
  /** Looks a name up anew when it is next asked for: its channel may be another, or gone. */
  forget(name: string): void;
  /** Whether the person sees the channel. A direct message is seen by nobody but its person. */
  isMember(channelId: string, userId: string): Promise<boolean>;
  /** The people in the channel of this name, without bots; null when Slack has none that we see. */
  repsOf(name: string): Promise<string[] | null>;
}

const FRESH_MS = 30_000;
const PATIENCE_MS = 1_000;

/** Looks channels and their members up in Slack, and remembers the answers for half a minute. */
export function createChannels(slack: WebClient, now: () => number): Channels {
  let ids = new Map<string, string>();
  const members = new Map<string, { at: number; ids: Set<string> }>();
  const readings = new Map<string, Promise<Set<string>>>(); // channel -> an answer on its way
  const isBot = new Map<string, boolean>(); // for good: nobody becomes a bot, nor a bot a person

  async function readIds(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await slack.conversations.list({
        types: 'public_channel,private_channel',
        limit: 1000,
        ...(cursor && { cursor }),
      });
      for (const { id, name } of page.channels ?? []) if (id && name) found.set(name, id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return found;
  }

  async function askMembers(channel: string): Promise<Set<string>> {
    const found = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await slack.conversations.members({ channel, limit: 1000, ...(cursor && { cursor }) });
      for (const id of page.members ?? []) found.add(id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    members.set(channel, { at: now(), ids: found });
    return found;
  }

  /** Asks Slack once for all who want to know at a time. */
  function readMembers(channel: string): Promise<Set<string>> {
    const reading = readings.get(channel) ?? askMembers(channel).finally(() => readings.delete(channel));
    readings.set(channel, reading);
    return reading;
  }

  /** Whether Slack says so; who joined since an answer was asked for is looked for in one asked for after. */
  async function isListed(channel: string, userId: string): Promise<boolean> {
    const before = readings.get(channel);
    if (before && (await before.catch(() => null))?.has(userId)) return true;
    return (await readMembers(channel)).has(userId);
  }

  async function idOf(name: string): Promise<string | null> {
    if (/^[CDG][A-Z0-9]{5,}$/.test(name)) return name;
    if (/^[UW][A-Z0-9]{5,}$/.test(name))
      return (await slack.conversations.open({ users: name })).channel?.id ?? null;
    if (!ids.has(name)) ids = await readIds();
    return ids.get(name) ?? null;
  }

  function freshMembers(channel: string): Set<string> | undefined {
    const known = members.get(channel);
    return known && now() - known.at < FRESH_MS ? known.ids : undefined;
  }

  async function isPerson(userId: string): Promise<boolean> {
    const known = isBot.get(userId) ?? (await slack.users.info({ user: userId })).user?.is_bot === true;
    isBot.set(userId, known);
    return !known;
  }

  return {
    idOf,
    forget: (name) => void ids.delete(name),
    async isMember(channelId, userId) {
      if (channelId.startsWith('D')) return true;
      // Who is not among those we know of may have joined just now.
      if (freshMembers(channelId)?.has(userId)) return true;
      const known = members.get(channelId)?.ids.has(userId) === true;
      const asked = isListed(channelId, userId);
      // Whom we knew as a member may go on while Slack is slow or away.
      if (!known) return asked;
      return Promise.race([asked.catch(() => true), sleep(PATIENCE_MS, true)]);
    },
    async repsOf(name) {
      const channel = await idOf(name);
      if (!channel) return null;
      const people: string[] = [];
      for (const id of freshMembers(channel) ?? (await readMembers(channel)))
        if (await isPerson(id)) people.push(id);
      return people;
    },
  };
}
