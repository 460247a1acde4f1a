import { ErrorCode, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { escapeMrkdwn, person } from '../blocks/text.ts';

export interface Handles {
  /** The mention of a user or user group by its handle, as mrkdwn; the bare handle when Slack knows nobody by it. */
  mentionOf: (handle: string) => Promise<string>;
}

const FRESH_MS = 600_000;
const Refused = z.object({ code: z.literal(ErrorCode.PlatformError) });

/** Looks handles up in Slack, and remembers those it found for ten minutes. */
export function createHandles(slack: WebClient, now: () => number, log: Logger): Handles {
  const found = new Map<string, { mention: string; at: number }>();

  async function readUser(handle: string): Promise<string | null> {
    let cursor: string | undefined;
    do {
      const page = await slack.users.list({ limit: 1000, ...(cursor && { cursor }) });
      const user = page.members?.find(({ name, deleted }) => name?.toLowerCase() === handle && !deleted);
      if (user?.id) return person(user.id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return null;
  }

  async function readGroup(handle: string): Promise<string | null> {
    const { usergroups } = await slack.usergroups.list();
    const group = usergroups?.find((one) => one.handle?.toLowerCase() === handle);
    return group?.id ? `<!subteam^${group.id}>` : null;
  }

  /** Null also when Slack refuses to say, as where the app was installed without the scope. */
  async function unlessRefused(read: Promise<string | null>): Promise<string | null> {
    return read.catch((error: unknown) => {
      if (!Refused.safeParse(error).success) throw error;
      log.warn({ err: error }, 'Slack does not tell who is called by a handle');
      return null;
    });
  }

  return {
    async mentionOf(written) {
      const handle = written.replace(/^@/, '').toLowerCase();
      const known = found.get(handle);
      if (known && now() - known.at < FRESH_MS) return known.mention;
      const mention = (await unlessRefused(readUser(handle))) ?? (await unlessRefused(readGroup(handle)));
      if (mention) found.set(handle, { mention, at: now() });
      else log.warn({ handle }, 'nobody in Slack is called by this handle of the playbook');
      return mention ?? `@${escapeMrkdwn(handle)}`;
    },
  };
}
