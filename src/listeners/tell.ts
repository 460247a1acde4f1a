import type { Message } from '../blocks/parts.ts';
import { createRespond } from './acts/respond.ts';
import type { ListenerDeps } from './deps.ts';
import type { Where } from './where.ts';

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
  if (respondTo && (await works(createRespond(fetch, respondTo)(answer)))) return;
  if (channel && (await works(slack.chat.postEphemeral({ ...said, user, channel })))) return;
  const direct = await channels.idOf(user);
  if (direct) await slack.chat.postMessage({ channel: direct, ...message });
}
