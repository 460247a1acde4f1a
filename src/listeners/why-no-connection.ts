import { z } from 'zod';

const FULL = 'too_many_websockets';
const Goodbye = z.object({ type: z.literal('disconnect'), reason: z.literal(FULL) });
const Refused = z.object({ data: z.object({ error: z.literal(FULL) }) });

/** Slack took the connection and closed it again: the app has all that it may have. */
export class TooManySockets extends Error {
  override message = FULL;
}

/** Whether a message of a socket says that the app has too many of them. */
export function isFull(message: unknown): boolean {
  if (typeof message !== 'string' || !message.includes(FULL)) return false; // nearly all are clicks, with a card in each
  try {
    return Goodbye.safeParse(JSON.parse(message)).success;
  } catch {
    return false;
  }
}

/** Why there is no connection and what to do, as words that go on after "Slack". */
export function whyNoConnection(error: unknown): string {
  return error instanceof TooManySockets || Refused.safeParse(error).success
    ? `has no room for another connection (${FULL}): it allows an app 10. Give fewer instances the role slack, or use HTTP: docs/operations.md`
    : 'does not answer';
}
