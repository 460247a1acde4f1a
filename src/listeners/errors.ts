import { randomUUID } from 'node:crypto';
import type { App, CodedError } from '@slack/bolt';
import { z } from 'zod';
import type { ListenerDeps } from './deps.ts';

const Origin = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
});

const Used = z.object({ data: z.object({ error: z.literal('exchanged_trigger_id') }) });

/** The one place where an unexpected failure becomes words: logged with its stack, told with an id to ask by. */
export function registerErrors(app: App, { log, slack }: ListenerDeps): void {
  app.error(async ({ error, body }: { error: CodedError; body: unknown }) => {
    const err = 'original' in error && error.original ? error.original : error;
    // The click came twice, and another instance has opened its modal.
    if (Used.safeParse(err).success) return;
    const request = randomUUID().slice(0, 8);
    log.error({ err, request }, 'a listener failed');
    const origin = Origin.safeParse(body);
    if (!origin.success) return;
    await slack.chat
      .postEphemeral({
        channel: origin.data.channel.id,
        user: origin.data.user.id,
        text: `Something went wrong. Look whether it was done before you try again; if it stays, tell your admin the id ${request}.`,
      })
      .catch((err: unknown) => log.warn({ err, request }, 'a failure could not be told to who met it'));
  });
}
