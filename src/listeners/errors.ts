import { randomUUID } from 'node:crypto';
import type { App, CodedError } from '@slack/bolt';
import { z } from 'zod';
import type { ListenerDeps } from './deps.ts';
import { parseWhere, type Where } from './where.ts';

const Used = z.object({ data: z.object({ error: z.literal('exchanged_trigger_id') }) });

/** The one place where an unexpected failure becomes words. */
export function registerErrors(app: App, deps: ListenerDeps): void {
  app.error(async ({ error, body }: { error: CodedError; body: unknown }) => {
    const err = 'original' in error && error.original ? error.original : error;
    // The click came twice, and another instance has opened its modal.
    if (Used.safeParse(err).success) return;
    await tellFailure(deps, err, parseWhere(body));
  });
}

/**
 * Logs a failure with its stack, and gives who met it an id to ask by: in the channel where they did, or by direct
 * message, where that is none or not ours.
 */
export async function tellFailure(
  deps: Pick<ListenerDeps, 'log' | 'slack' | 'channels'>,
  err: unknown,
  where: Where | null,
): Promise<void> {
  const { log } = deps;
  const request = randomUUID().slice(0, 8);
  log.error({ err, request }, 'a listener failed');
  if (!where) return;
  const text = `Something went wrong. Look whether it was done before you try again; if it stays, tell your admin the id ${request}.`;
  await tell(deps, where, text).catch((err: unknown) =>
    log.warn({ err, request }, 'a failure could not be told to who met it'),
  );
}

async function tell(
  { slack, channels }: Pick<ListenerDeps, 'slack' | 'channels'>,
  { user, channel }: Where,
  text: string,
): Promise<void> {
  const isTold =
    channel !== null &&
    (await slack.chat.postEphemeral({ user, channel, text }).then(
      () => true,
      () => false,
    ));
  if (isTold) return;
  const direct = await channels.idOf(user);
  if (direct) await slack.chat.postMessage({ channel: direct, text });
}
