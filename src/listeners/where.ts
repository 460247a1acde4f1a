import { z } from 'zod';

/** Who did something in Slack, and in which channel; null when it was in none that we know of. */
export interface Where {
  user: string;
  channel: string | null; // id
}

const User = z.object({ id: z.string() });
const Click = z.object({ user: User, channel: z.object({ id: z.string() }) });
const Command = z.object({ user_id: z.string(), channel_id: z.string() });
const Person = z.object({ user: User, view: z.object({ private_metadata: z.string() }).optional() });
const Placed = z.object({ channel: z.string() });

/** Reads where a click, a command or a submitted modal came from; null when nobody did it. */
export function parseWhere(body: unknown): Where | null {
  const click = Click.safeParse(body).data;
  if (click) return { user: click.user.id, channel: click.channel.id };
  const command = Command.safeParse(body).data;
  if (command) return { user: command.user_id, channel: command.channel_id };
  const person = Person.safeParse(body).data;
  return person ? { user: person.user.id, channel: channelIn(person.view?.private_metadata ?? '') } : null;
}

/** A modal on a card was given the card's channel when it was opened. */
function channelIn(metadata: string): string | null {
  try {
    return Placed.safeParse(JSON.parse(metadata)).data?.channel ?? null;
  } catch {
    return null;
  }
}
