import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { FetchFunction } from '@slack/web-api';
import { z } from 'zod';
import type { Message } from '../blocks/parts.ts';
import type { ListenerDeps } from './deps.ts';
import { Where } from './where.ts';

/** Whom to tell what, as a queue keeps it. */
export const Telling = z.object({
  where: Where,
  what: z.union([z.string(), z.object({ text: z.string(), blocks: z.array(z.custom<KnownBlock>()) })]),
});
export type Telling = z.infer<typeof Telling>;

/** Tells them now, else as soon as Slack lets it within half an hour. Throws when it can't even be put down. */
export async function tellSurely(
  deps: Pick<ListenerDeps, 'slack' | 'fetch' | 'channels' | 'log' | 'tellings'>,
  where: Where,
  what: Message | string,
): Promise<void> {
  try {
    await tell(deps, where, what);
  } catch (err) {
    deps.log.warn({ err }, 'Slack lets nobody be told now what came of what they did; they are told later');
    await deps.tellings.put(randomUUID(), { where, what } satisfies Telling);
  }
}

/** Slack that says nothing for so long does not answer in another way either. */
const HANGS_MS = 2_000;

/**
 * Tells who did something, and only them: where they did it, also who is no member there; by direct message where that is
 * nowhere, or Slack does not take it, as when it asks to wait. A text is ours: mrkdwn, already escaped.
 */
export async function tell(
  { slack, fetch, channels }: Pick<ListenerDeps, 'slack' | 'fetch' | 'channels'>,
  { user, channel, threadTs, respondTo }: Where,
  what: Message | string,
): Promise<void> {
  const started = performance.now();
  const works = (call: Promise<unknown>) =>
    call.then(
      () => true,
      (error: unknown) => {
        if (performance.now() - started > HANGS_MS) throw error;
        return false;
      },
    );
  const message = typeof what === 'string' ? { text: what } : what;
  const said = { ...message, ...(threadTs && { thread_ts: threadTs }) };
  const answer = { ...said, response_type: 'ephemeral', replace_original: false } as const;
  if (respondTo && (await works(respond(fetch, respondTo, answer)))) return;
  if (channel && (await works(slack.chat.postEphemeral({ ...said, user, channel })))) return;
  const direct = await channels.idOf(user);
  if (direct) await slack.chat.postMessage({ channel: direct, ...message });
}

/** Answers at the address that came with what they did. Throws when Slack does not take the answer. */
async function respond(fetch: FetchFunction, url: string, answer: object): Promise<void> {
  const { ok, status } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  });
  if (!ok) throw new Error(`Slack does not take an answer to what someone did: ${status}`);
}
