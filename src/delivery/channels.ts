import type { WebClient } from '@slack/web-api';

export interface Channels {
  /** The id of the channel with this name (an id is given back as it is); null when Slack has none that we see. */
  idOf(name: string): Promise<string | null>;
  isMember(channelId: string, userId: string): Promise<boolean>;
}

const FRESH_MS = 30_000;

/** Looks channels and their members up in Slack, and remembers the answers for half a minute. */
export function createChannels(slack: WebClient, now: () => number): Channels {
  let ids = new Map<string, string>();
  const members = new Map<string, { at: number; ids: Set<string> }>();

  async function readIds(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await slack.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 1000,
        ...(cursor && { cursor }),
      });
      for (const { id, name } of page.channels ?? []) if (id && name) found.set(name, id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return found;
  }

  async function readMembers(channel: string): Promise<Set<string>> {
    const found = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await slack.conversations.members({ channel, limit: 1000, ...(cursor && { cursor }) });
      for (const id of page.members ?? []) found.add(id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return found;
  }

  return {
    async idOf(name) {
      if (/^[CDGU][A-Z0-9]{5,}$/.test(name)) return name;
      if (!ids.has(name)) ids = await readIds();
      return ids.get(name) ?? null;
    },
    async isMember(channelId, userId) {
      const known = members.get(channelId);
      if (known && now() - known.at < FRESH_MS && known.ids.has(userId)) return true;
      const fresh = await readMembers(channelId);
      members.set(channelId, { at: now(), ids: fresh });
      return fresh.has(userId);
    },
  };
}
