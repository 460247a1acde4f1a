import { randomUUID } from 'node:crypto';
import type { App, CodedError } from '@slack/bolt';
import { z } from 'zod';
import type { ListenerDeps } from './deps.ts';

const Origin = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
});

const Used = z.object({ data: z.object({ error: z.literal('exchanged_trigger_id') }) });

/** The one place where an unexpected failure becomes words. */
export function registerErrors(app: App, deps: ListenerDeps): void {
  app.error(async ({ error, body }: { error: CodedError; body: unknown }) => {
    const err = 'original' in error && error.original ? error.original : error;
    // The click came twice, and another instance has opened its modal.
    if (Used.safeParse(err).success) return;
    const origin = Origin.safeParse(body);
    await tellFailure(
      deps,
      err,
      origin.success && { user: origin.data.user.id, channel: origin.data.channel.id },
    );
  });
}

/** Logs a failure with its stack, and gives who met it an id to ask by, in the channel where they did. */
export async function tellFailure(
  { log, slack }: Pick<ListenerDeps, 'log' | 'slack'>,
  err: unknown,
  where: { user: string; channel: string } | false,
): Promise<void> {
  const request = randomUUID().slice(0, 8);
  log.error({ err, request }, 'a listener failed');
  if (!where) return;
  await slack.chat
    .postEphemeral({
      ...where,
      text: `Something went wrong. Look whether it was done before you try again; if it stays, tell your admin the id ${request}.`,
    })
    .catch((err: unknown) => log.warn({ err, request }, 'a failure could not be told to who met it'));
}
