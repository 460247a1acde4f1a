import { z } from 'zod';
import type { Act } from './acts/act.ts';

/** Who did something in Slack, and in which channel and thread; null where it was in none that we know of. */
export const Where = z.object({
  user: z.string(),
  channel: z.string().nullable(), // id
  threadTs: z.string().nullable(),
  respondTo: z.url().nullable(), // Slack's address for answers, good for half an hour
});
export type Where = z.infer<typeof Where>;

const respondTo = z.url().nullish();
const User = z.object({ id: z.string() });
const Click = z.object({
  user: User,
  channel: z.object({ id: z.string() }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  response_url: respondTo,
});
const Command = z.object({ user_id: z.string(), channel_id: z.string(), response_url: respondTo });
const Person = z.object({ user: User, view: z.object({ private_metadata: z.string() }).optional() });
const Placed = z.object({ channel: z.string() });

/** Reads where a click, a command or a submitted modal came from; null when nobody did it. */
export function parseWhere(body: unknown): Where | null {
  const click = Click.safeParse(body).data;
  if (click)
    return {
      user: click.user.id,
      channel: click.channel.id,
      threadTs: click.message?.thread_ts ?? null,
      respondTo: click.response_url ?? null,
    };
  const command = Command.safeParse(body).data;
  if (command)
    return {
      user: command.user_id,
      channel: command.channel_id,
      threadTs: null,
      respondTo: command.response_url ?? null,
    };
  const person = Person.safeParse(body).data;
  if (!person) return null;
  const channel = channelIn(person.view?.private_metadata ?? '');
  return { user: person.user.id, channel, threadTs: null, respondTo: null };
}

export function whereOf({ userId: user, channelId: channel, threadTs, respondTo }: Act): Where {
  return { user, channel, threadTs, respondTo };
}

/** A modal on a card was given the card's channel when it was opened. */
function channelIn(metadata: string): string | null {
  try {
    return Placed.safeParse(JSON.parse(metadata)).data?.channel ?? null;
  } catch {
    return null;
  }
}
