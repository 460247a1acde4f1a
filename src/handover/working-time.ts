import { type Span, spanMs } from '../playbook/duration.ts';
import type { WorkingHours } from '../playbook/routes.ts';
import type { Playbook } from '../playbook/schema.ts';
import { WEEKDAYS, type Weekday } from '../playbook/values.ts';

/** When the people of a route work: on these days, from and to these times of the zone, but on no holiday. */
export interface WorkCalendar {
  zone: string;
  days: readonly Weekday[];
  from: string; // as 09:00
  to: string;
  holidays: readonly string[]; // as 2026-12-25
}

const MOST_DAYS = 3660; // looked ahead: ten years

/** The calendar of a route with these hours; without hours people work round the clock, but on holidays. */
export function workCalendar(
  { timezone, holidays }: Pick<Playbook, 'timezone' | 'holidays'>,
  hours: WorkingHours | undefined,
): WorkCalendar {
  const { days = WEEKDAYS, from = '00:00', to = '24:00' } = hours ?? {};
  return { zone: hours?.timezone ?? timezone, days, from, to, holidays };
}

/** The calendar of the first route that goes to this channel; round the clock when none does any more. */
export function calendarOfChannel(playbook: Playbook, channel: string): WorkCalendar {
  return workCalendar(playbook, playbook.routes.find((route) => route.channel === channel)?.working_hours);
}

export function isWorkingTime(calendar: WorkCalendar, at: Date): boolean {
  const window = windowOn(calendar, dateOf(calendar, at));
  return window !== null && window.start <= at.getTime() && at.getTime() < window.end;
}

/** The next moment at which people work: now, if they do; null if that is not within ten years. */
export function nextWorkingTime(calendar: WorkCalendar, now: Date): Date | null {
  for (const { start, end } of windowsFrom(calendar, now)) {
    if (end > now.getTime()) return new Date(Math.max(start, now.getTime()));
  }
  return null;
}

/** The first moment at which people have worked for so long since the start; null if that is not within ten years. */
export function addWorkingTime(calendar: WorkCalendar, start: Date, span: Span): Date | null {
  let left = workingMs(calendar, span);
  for (const window of windowsFrom(calendar, start)) {
    const from = Math.max(window.start, start.getTime());
    if (left <= window.end - from) return new Date(from + left);
    left -= Math.max(0, window.end - from);
  }
  return null;
}

/** For how many milliseconds people work between two moments; 0 when the second is not after the first. */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  let worked = 0;
  for (const { start, end } of windowsFrom(calendar, from)) {
    if (start >= to.getTime()) break;
    worked += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
  }
  return worked;
}

/**
 * Length of a span in milliseconds of working time. A day is a working day by the clock, from `from` to `to`; a week
 * is as many of these as the route has days.
 */
export function workingMs(calendar: WorkCalendar, { amount, unit }: Span): number {
  if (unit === 'm' || unit === 'h') return spanMs({ amount, unit });
  const day = clockMs(calendar.to) - clockMs(calendar.from);
  return amount * day * (unit === 'w' ? calendar.days.length : 1);
}

/** Midnight before and after this moment, in the zone: the day that a daily cap is counted over. */
export function dayAround(now: Date, zone: string): { start: Date; end: Date } {
  const start = zoned(now, zone).startOfDay();
  return {
    start: new Date(start.epochMilliseconds),
    end: new Date(start.add({ days: 1 }).epochMilliseconds),
  };
}

interface Window {
  start: number; // epoch milliseconds
  end: number;
}

/** The hours of each working day from the one of this moment on. */
function* windowsFrom(calendar: WorkCalendar, at: Date): Generator<Window> {
  const first = dateOf(calendar, at);
  for (let days = 0; days < MOST_DAYS; days++) {
    const window = windowOn(calendar, first.add({ days }));
    if (window) yield window;
  }
}

/** The hours of a day as they are on that day, longer or shorter when clocks change in them; null when nobody works. */
function windowOn(calendar: WorkCalendar, date: Temporal.PlainDate): Window | null {
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  if (!weekday || !calendar.days.includes(weekday) || calendar.holidays.includes(date.toString()))
    return null;
  const start = momentOf(calendar, date, calendar.from);
  const end = momentOf(calendar, date, calendar.to);
  return start < end ? { start, end } : null; // all of it may lie in the hour that a change of clocks leaves out
}

function momentOf({ zone }: WorkCalendar, date: Temporal.PlainDate, time: string): number {
  const midnight = time === '24:00';
  const day = midnight ? date.add({ days: 1 }) : date;
  const plainTime = midnight || time === '00:00' ? undefined : Temporal.PlainTime.from(time);
  return day.toZonedDateTime({ timeZone: zone, ...(plainTime && { plainTime }) }).epochMilliseconds;
}

function clockMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function dateOf({ zone }: WorkCalendar, at: Date): Temporal.PlainDate {
  return zoned(at, zone).toPlainDate();
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** Midnight before the Monday of this moment, and a week later, in the zone: what a weekly budget is counted over. */
export function weekAround(now: Date, zone: string): { start: Date; end: Date } {
  const local = zoned(now, zone);
  const start = local.subtract({ days: local.dayOfWeek - 1 }).startOfDay();
  return {
    start: new Date(start.epochMilliseconds),
    end: new Date(start.add({ days: 7 }).epochMilliseconds),
  };
}
