import type { WebClient } from '@slack/web-api';
import type { DeliveryDeps } from './deliver-posting.ts';
import { askedToWaitMs, DeliveryFailed, readFailure } from './failures.ts';

type FindDeps = Pick<DeliveryDeps, 'slack' | 'wait'>;

interface Where {
  channel: string; // id
  thread: string | null; // ts
  /** The message is not older: a ts. */
  oldest: string;
}

/** What no waiting changes: without it nobody can tell whether a message stands. */
const UNREADABLE = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'method_not_supported_for_channel_type',
]);

/**
 * Looks for a message whose answer was lost: it carries the posting's id in its metadata. Reads page by page, as fast
 * as Slack lets it. Gives its ts, or null when it was never posted; throws when the history can't be read.
 */
export async function findPosted(deps: FindDeps, postingId: string, where: Where): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const page = await readPatiently(deps, where, cursor);
    const found = page.messages?.find(({ metadata }) => {
      const payload: { posting?: unknown } = metadata?.event_payload ?? {};
      return payload.posting === postingId;
    });
    if (found?.ts) return found.ts;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return null;
}

/** One page; a rate limit is waited for, so that the pages before it need not be read again. */
async function readPatiently(
  deps: FindDeps,
  where: Where,
  cursor: string | undefined,
): Promise<Awaited<ReturnType<typeof readPage>>> {
  try {
    return await readPage(deps.slack, where, cursor);
  } catch (error) {
    const waitMs = askedToWaitMs(error);
    if (waitMs !== null && (await deps.wait(waitMs))) return readPatiently(deps, where, cursor);
    const failure = readFailure(error);
    if (failure && UNREADABLE.has(failure.code))
      throw new DeliveryFailed('HISTORY_UNREADABLE', { cause: error });
    throw error;
  }
}

function readPage(slack: WebClient, { channel, thread, oldest }: Where, cursor: string | undefined) {
  const page = { channel, oldest, include_all_metadata: true, limit: 200, ...(cursor && { cursor }) };
  return thread ? slack.conversations.replies({ ...page, ts: thread }) : slack.conversations.history(page);
}
