import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';

/**
 * What to do about a message that Slack did not take:
 * - wait: as long as Slack says, then go on
 * - retry: later, with backoff; everything else of the channel waits too. Where it says so, not for ever
 * - park: only an admin can mend it; as retry, and they are told once
 * - stop: nothing can be delivered to this workspace; keep everything until it can
 * - post_anew: the message is gone
 * - post_host_anew: the message in whose thread it goes is gone
 * - plain: what we drew is refused; draw it so that it is sure to fit
 * - unclear: it may stand, and nobody can tell but a person
 * - set_aside: go on with the others; it is tried again when it changes or is asked for
 */
export type Remedy =
  | 'wait'
  | 'retry'
  | 'park'
  | 'stop'
  | 'post_anew'
  | 'post_host_anew'
  | 'plain'
  | 'unclear'
  | 'set_aside';

interface Meaning {
  remedy: Remedy;
  /** Whether Slack may have done it all the same: then it is looked for before it is sent again. */
  maybeDone?: boolean;
  /** Whether it is set aside when it was tried often, so that it no longer holds up its channel. */
  givesUp?: boolean;
}

const park: Meaning = { remedy: 'park' };
const stop: Meaning = { remedy: 'stop' };
const plain: Meaning = { remedy: 'plain' };
const retry: Meaning = { remedy: 'retry' };
const retryAWhile: Meaning = { remedy: 'retry', givesUp: true };
const maybe: Meaning = { remedy: 'retry', maybeDone: true };

/** By Slack's code (https://docs.slack.dev/reference/methods/chat.postMessage, errors), or ours in capitals. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  RATE_LIMITED: { remedy: 'wait' },
  NO_ANSWER: maybe,
  TIMED_OUT: maybe, // and may still be done: Slack can be at it while we no longer wait
  SERVER_ERROR: maybe,
  internal_error: maybe,
  fatal_error: maybe,
  request_timeout: maybe,
  service_unavailable: retry,
  team_added_to_org: retry,
  rate_limited: retry, // beyond a workspace's whole allowance; comes without Retry-After
  ratelimited: retry, // the same, of other methods
  message_limit_exceeded: retry,
  channel_not_found: park,
  not_in_channel: park,
  is_archived: park,
  restricted_action: park,
  restricted_action_read_only_channel: park,
  restricted_action_thread_only_channel: park,
  restricted_action_non_threadable_channel: park,
  missing_scope: park,
  user_not_found: park,
  user_disabled: park,
  cannot_dm_bot: park,
  messages_tab_disabled: park,
  invalid_auth: stop,
  not_authed: stop,
  token_revoked: stop,
  token_expired: stop,
  account_inactive: stop,
  no_permission: stop,
  org_login_required: stop,
  ekm_access_denied: stop,
  team_access_not_granted: stop,
  team_not_found: stop,
  message_not_found: { remedy: 'post_anew' },
  thread_not_found: { remedy: 'post_host_anew' },
  cannot_reply_to_message: { remedy: 'post_host_anew' },
  invalid_blocks: plain,
  invalid_blocks_format: plain,
  msg_blocks_too_long: plain,
  msg_too_long: plain,
  block_mismatch: plain,
  cant_update_message: { remedy: 'set_aside' },
  edit_window_closed: { remedy: 'set_aside' },
  CAN_NOT_DRAW: retryAWhile, // a mistake of ours, or the database was away
  HISTORY_UNREADABLE: { remedy: 'unclear' },
};

export interface Failure extends Meaning {
  code: string;
  /** What Slack said more, such as which block is wrong. */
  says: string[];
}

const Refused = z.object({
  code: z.literal(ErrorCode.PlatformError),
  data: z.object({
    error: z.string(),
    errors: z.array(z.string()).catch([]),
    response_metadata: z.object({ messages: z.array(z.string()).catch([]) }).catch({ messages: [] }),
  }),
});
const Limited = z.object({ code: z.literal(ErrorCode.RateLimitedError), retryAfter: z.number() }); // seconds
const TimedOut = z.object({ original: z.object({ name: z.enum(['TimeoutError', 'AbortError']) }) });
const Coded = z.object({ code: z.enum(ErrorCode) });

/** An end of a delivery that is not Slack's; its code is one of `MEANINGS`. */
export class DeliveryFailed extends Error {
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** How long Slack asks to wait before the same is called again; null when that is not what the error says. */
export function askedToWaitMs(error: unknown): number | null {
  const limited = Limited.safeParse(error);
  return limited.success ? Math.max(1, limited.data.retryAfter) * 1000 : null;
}

/** Tells what an error means; null when it is not about Slack, but ours or the database's. */
export function readFailure(error: unknown): Failure | null {
  const refused = Refused.safeParse(error);
  if (refused.success) {
    const { error: code, errors, response_metadata } = refused.data.data;
    return failureOf(code, [...new Set([...errors, ...response_metadata.messages])]);
  }
  if (error instanceof DeliveryFailed) return failureOf(error.code, []);
  const coded = Coded.safeParse(error);
  if (!coded.success) return null;
  if (coded.data.code === ErrorCode.RateLimitedError) return failureOf('RATE_LIMITED', []);
  if (coded.data.code !== ErrorCode.RequestError) return failureOf('SERVER_ERROR', []);
  return failureOf(TimedOut.safeParse(error).success ? 'TIMED_OUT' : 'NO_ANSWER', []);
}

function failureOf(code: string, says: string[]): Failure {
  return { code, says, ...(MEANINGS[code] ?? retryAWhile) };
}
