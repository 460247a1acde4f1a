import type { Feedback } from '../../playbook/after-handover.ts';
import { WEEKDAYS } from '../../playbook/values.ts';

/** The newest moment at which a digest was due, and the week that it closes. Times are epoch milliseconds. */
export interface DueWeek {
  week: string; // ISO 8601, of the moment: 2026-W10
  from: number; // seven days before, by the calendar
  until: number;
}

/** The last weekly moment that has come. A clock that is set forward or back in between moves nothing. */
export function weekDue({ weekday, at }: Feedback['digest'], zone: string, now: Date): DueWeek {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const days = (local.dayOfWeek - 1 - WEEKDAYS.indexOf(weekday) + 7) % 7;
  const plainTime = Temporal.PlainTime.from(at);
  const on = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: zone, plainTime });
  const thisWeek = on(local.toPlainDate().subtract({ days }));
  const isCome = thisWeek.epochMilliseconds <= now.getTime();
  const due = isCome ? thisWeek : on(thisWeek.toPlainDate().subtract({ weeks: 1 }));
  const week = `${due.yearOfWeek}-W${String(due.weekOfYear).padStart(2, '0')}`;
  return {
    week,
    from: on(due.toPlainDate().subtract({ weeks: 1 })).epochMilliseconds,
    until: due.epochMilliseconds,
  };
}
