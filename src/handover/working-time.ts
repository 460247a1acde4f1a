import type { WorkingHours } from '../playbook/routes.ts';
import { WEEKDAYS } from '../playbook/values.ts';

/** Whether people of the route work at this moment. Without hours they work round the clock. */
export function isWorkingTime(
  hours: WorkingHours | undefined,
  now: Date,
  zone: string,
  holidays: string[] = [],
): boolean {
  if (!hours) return true;
  const local = zoned(now, hours.timezone ?? zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return worksOn(hours, local.toPlainDate(), holidays) && time >= hours.from && time < hours.to;
}

/** The next moment at which people work: now, if they do; null if that is not within a year. */
export function nextWorkingTime(
  hours: WorkingHours | undefined,
  now: Date,
  zone: string,
  holidays: string[] = [],
): Date | null {
  if (!hours || isWorkingTime(hours, now, zone, holidays)) return now;
  const local = zoned(now, hours.timezone ?? zone);
  for (let days = 0; days <= 366; days++) {
    const date = local.toPlainDate().add({ days });
    if (!worksOn(hours, date, holidays)) continue;
    const opens = date.toZonedDateTime({
      timeZone: local.timeZoneId,
      plainTime: Temporal.PlainTime.from(hours.from),
    });
    if (opens.epochMilliseconds > now.getTime()) return new Date(opens.epochMilliseconds);
  }
  return null;
}

/** Midnight before and after this moment, in the zone: the day that a daily cap is counted over. */
export function dayAround(now: Date, zone: string): { start: Date; end: Date } {
  const start = zoned(now, zone).startOfDay();
  return {
    start: new Date(start.epochMilliseconds),
    end: new Date(start.add({ days: 1 }).epochMilliseconds),
  };
}

function worksOn(hours: WorkingHours, date: Temporal.PlainDate, holidays: string[]): boolean {
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  return weekday !== undefined && hours.days.includes(weekday) && !holidays.includes(date.toString());
}

function zoned(now: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
}
