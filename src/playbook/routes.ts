import { z } from 'zod';
import { ChannelName, Country, parseWeekday, TimeOfDay, TimeZone, WEEKDAYS, type Weekday } from './values.ts';

/** Days as a range (`mon-fri`) or a list (`mon, wed`); given back as the days themselves. */
export const Days = z
  .string()
  .meta({ title: 'days' })
  .toLowerCase()
  .transform((text, context): Weekday[] => {
    const days = text.split(',').flatMap((part) => daysOf(part.trim()));
    if (!days.includes(undefined)) return days.filter((day) => day !== undefined);
    context.addIssue({ code: 'custom', message: 'expected days such as mon-fri or mon, wed, fri' });
    return z.NEVER;
  });

export const WorkingHours = z.strictObject({
  days: Days.describe('Working days: a range, or a list with commas'),
  from: TimeOfDay.describe('When work begins'),
  to: TimeOfDay.describe('When work ends, on the same day'),
  timezone: TimeZone.optional().describe("Without it, the playbook's"),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** What a lead must be for a route to hold. All that is named must hold; a list holds if one of it does. */
export const RouteCondition = z.strictObject({
  country: z.array(Country).min(1).optional().describe("The lead's country, or else the company's"),
  industry: z
    .array(z.string().trim().toLowerCase().min(1))
    .min(1)
    .optional()
    .describe("The company's industry, any case"),
  level: z.array(z.string().trim().min(1)).min(1).optional().describe('A level that fit.roles gives'),
  topic: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('The id of a topic that the lead is interested in'),
  employees: z
    .strictObject({
      min: z.int().min(0).optional().describe('At least so many'),
      max: z.int().min(0).optional().describe('At most so many'),
    })
    .optional()
    .describe('How many the company employs'),
});
export type RouteCondition = z.infer<typeof RouteCondition>;

export const Route = z.strictObject({
  when: RouteCondition.optional().describe(
    'What must be true of the lead, all of it; of a list, one. Without it the route always holds',
  ),
  channel: ChannelName.describe('Where the cards go; a # before the name may be left out'),
  working_hours: WorkingHours.optional().describe(
    'Cards are posted, and service levels counted, in these hours; without them, round the clock',
  ),
  daily_cap: z
    .int()
    .min(1)
    .optional()
    .describe('Most cards a day, from midnight to midnight; without it, no limit'),
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
