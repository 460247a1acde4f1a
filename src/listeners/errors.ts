import { randomUUID } from 'node:crypto';
import type { App, CodedError } from '@slack/bolt';
import { z } from 'zod';
import { askedToWaitMs } from '../delivery/failures.ts';
import type { ListenerDeps } from './deps.ts';
import { tellSurely } from './tell.ts';
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
 * Logs a failure with its stack, and gives who met it an id to ask by; or the time after which to try again, where Slack
 * asks to wait.
 */
export async function tellFailure(deps: ListenerDeps, err: unknown, where: Where | null): Promise<void> {
  const { log } = deps;
  const request = randomUUID().slice(0, 8);
  log.error({ err, request }, 'a listener failed');
  if (!where) return;
  await tellSurely(deps, where, inWords(err, request)).catch((err: unknown) =>
    log.warn({ err, request }, 'a failure could not be told to who met it'),
  );
}

function inWords(err: unknown, request: string): string {
  const waitMs = askedToWaitMs(err);
  if (waitMs !== null)
    return `Slack has too much to do and asks Baton to wait. Try again in ${waitMs / 1000} s, and look first whether it was done.`;
  return sayFailure(request);
}

/** What to tell who met a failure that the log knows by this id. */
export function sayFailure(request: string): string {
  return `Something went wrong. Look whether it was done before you try again; if it stays, tell your admin the id ${request}.`;
}
