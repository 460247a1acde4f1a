import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { createChannels } from '../delivery/channels.ts';
import type { Playbook } from '../playbook/schema.ts';

const Refused = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });

/** Asks Slack whether the tokens work and the bot is in each channel of the playbook; a line for each. */
export async function checkSlack(
  slack: WebClient,
  playbook: Playbook,
): Promise<{ ok: boolean; lines: string[] }> {
  try {
    const { team, user, user_id: botId } = await slack.auth.test();
    const lines = [`ok      token: ${user} in ${team}`];
    const channels = createChannels(slack, Date.now);
    const names = new Set([...playbook.routes.map(({ channel }) => channel), playbook.feedback.channel]);
    let ok = true;
    for (const name of names) {
      const id = await channels.idOf(name);
      const inside = id !== null && (await channels.isMember(id, botId ?? ''));
      ok &&= inside;
      if (id === null)
        lines.push(
          `MISSING #${name}: create it, or name another in the playbook; a private one needs the bot invited first`,
        );
      else lines.push(inside ? `ok      #${name}` : `MISSING #${name}: type "/invite @${user}" there`);
    }
    return { ok, lines };
  } catch (error) {
    const refused = Refused.safeParse(error);
    const why = refused.success ? refused.data.data.error : 'Slack could not be reached';
    return { ok: false, lines: [`FAILED  token: ${why}`] };
  }
}
