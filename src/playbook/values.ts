import { z } from 'zod';

/** Points as marketers use them: 20 points double the odds that sales accepts. */
export const Points = z.number().min(-1000).max(1000).meta({ title: 'points' });

/** Two-letter country code, ISO 3166-1 alpha-2, upper case. */
export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'expected a two-letter country code such as DE')
  .meta({ title: 'country' });

export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'expected a short id such as slow-close')
  .meta({ title: 'id' });

/** A Slack channel name, without the #. https://docs.slack.dev/reference/methods/conversations.create */
export const ChannelName = z
  .string()
  .meta({ title: 'channel' })
  .transform((name) => name.replace(/^#/, ''))
  .pipe(z.string().regex(/^[a-z0-9_-]{1,80}$/, 'expected a Slack channel name such as sales-dach'));

export const TimeZone = z
  .string()
  .refine(isTimeZone, 'expected a time zone such as Europe/Berlin')
  .meta({ title: 'time zone' });

/** Time of day as `09:00`; `24:00` is the end of the day. */
export const TimeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time such as 09:00')
  .meta({ title: 'time of day' });

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A day by its name or its first three letters, in lower case; undefined for any other word. */
export function parseWeekday(word: string): Weekday | undefined {
  return WEEKDAYS.find((day, index) => word === day || word === DAY_NAMES[index]);
}

const zones = new Map<string, boolean>(); // to ask Intl takes as long as to check a whole playbook

function isTimeZone(id: string): boolean {
  const known = zones.get(id) ?? intlKnows(id);
  zones.set(id, known);
  return known;
}

function intlKnows(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
