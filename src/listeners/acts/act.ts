import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Message } from '../../blocks/parts.ts';
import type { ListenerDeps } from '../deps.ts';

/** What someone did in Slack to change something, as a queue keeps it: enough to do it later, on whatever instance. */
export const Act = z.object({
  actionId: z.string(), // of the button; of a modal its callback id
  userId: z.string(),
  triggerId: z.string(),
  channelId: z.string(),
  threadTs: z.string().nullable(),
  /** Slack's address for answers, good for half an hour. */
  respondTo: z.url().nullable(),
});
export type Act = z.infer<typeof Act>;

/** A click on a button; its value is the button's, or that of the option chosen in a menu. */
export const Click = Act.extend({ ts: z.string().nullable(), value: z.string() });
export type Click = z.infer<typeof Click>;

/** A submitted modal; its value is what was entered, as that modal reads it. */
export const Submission = Act.extend({ value: z.unknown() });
export type Submission = z.infer<typeof Submission>;

/**
 * Does it; gives back what to tell who did it: why it was refused, or what came of it, and nothing when its card shows
 * that. Doing it again changes nothing more.
 */
export type Verb<A extends Act> = (deps: ListenerDeps, act: A) => Promise<Message | string | null>;
export type Verbs<A extends Act> = Readonly<Record<string, Verb<A>>>; // by action id

/** The same for the same act, however often and to whatever instance Slack delivers it: a UUID of its trigger. */
export function idOfAct({ triggerId, actionId }: Act): string {
  const hex = createHash('sha256').update(`${triggerId} ${actionId}`).digest('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
