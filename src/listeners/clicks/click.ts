import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ListenerDeps } from '../deps.ts';
import type { ParsedClick } from '../parse.ts';

/** What a button does; gives back what to tell who clicked when it was refused. Doing it again changes nothing more. */
export type ClickVerb = (deps: ListenerDeps, click: ParsedClick) => Promise<string | null>;
export type ClickVerbs = Readonly<Record<string, ClickVerb>>; // by action id

/** A click on a button as the queue keeps it: all that is needed to do it later, on whatever instance. */
export const ClickJob = z.object({
  actionId: z.string(),
  userId: z.string(),
  triggerId: z.string(),
  channelId: z.string(),
  ts: z.string().nullable(),
  threadTs: z.string().nullable(),
  value: z.string(),
  respondTo: z.url().nullable(),
}) satisfies z.ZodType<ParsedClick>;

/** The same for the same click, however often and to whatever instance Slack delivers it: a UUID of its trigger. */
export function idOfClick({ triggerId, actionId }: ParsedClick): string {
  const hex = createHash('sha256').update(`${triggerId} ${actionId}`).digest('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
