import { z } from 'zod';
import { ChannelName, Country, parseWeekday, TimeOfDay, TimeZone, WEEKDAYS, type Weekday } from './values.ts';

/** Days as a range (`mon-fri`) or a list (`mon, wed`); given back as the days themselves. */
export const Days = z
  .string()
  .toLowerCase()
  .transform((text, context): Weekday[] => {
    const days = text.split(',').flatMap((part) => daysOf(part.trim()));
    if (!days.includes(undefined)) return days.filter((day) => day !== undefined);
    context.addIssue({ code: 'custom', message: 'expected days such as mon-fri or mon, wed, fri' });
    return z.NEVER;
  });

export const WorkingHours = z.strictObject({
  days: Days,
  from: TimeOfDay,
  to: TimeOfDay,
  timezone: TimeZone.optional(),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** What a lead must be for a route to hold. All that is named must hold; a list holds if one of it does. */
export const RouteCondition = z.strictObject({
  country: z.array(Country).min(1).optional(),
  industry: z.array(z.string().trim().toLowerCase().min(1)).min(1).optional(),
  level: z.array(z.string().trim().min(1)).min(1).optional().describe('A level of fit.roles'),
  topic: z.array(z.string().min(1)).min(1).optional().describe('The id of a topic'),
  employees: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() }).optional(),
});
export type RouteCondition = z.infer<typeof RouteCondition>;

export const Route = z.strictObject({
  when: RouteCondition.optional().describe('Without it the route always holds'),
  channel: ChannelName,
  working_hours: WorkingHours.optional().describe('Without it, round the clock'),
  daily_cap: z.int().min(1).optional(),
});
export type Route = z.infer<typeof Route>;

function daysOf(part: string): (Weekday | undefined)[] {
  const [from, to, ...more] = part.split('-').map((day) => {
    const weekday = parseWeekday(day.trim());
    return weekday ? WEEKDAYS.indexOf(weekday) : -1;
  });
  if (from === undefined || from < 0 || (to !== undefined && to < from) || more.length > 0)
    return [undefined];
  return WEEKDAYS.slice(from, (to ?? from) + 1);
}
