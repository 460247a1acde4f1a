import type { SnoozePreset } from '../playbook/after-handover.ts';
import { spanMs } from '../playbook/duration.ts';
import { WEEKDAYS } from '../playbook/values.ts';

/** When a card snoozed now with this preset wakes. Days begin in the given time zone, whatever its clocks do. */
export function snoozeUntil(preset: SnoozePreset, now: Date, timeZone: string): Date {
  if (preset.kind === 'after') return new Date(now.getTime() + spanMs(preset.span));
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const days =
    preset.kind === 'tomorrow' ? 1 : daysUntil(today.dayOfWeek, WEEKDAYS.indexOf(preset.weekday) + 1);
  const wake = today.add({ days }).withPlainTime(Temporal.PlainTime.from(preset.at));
  return new Date(wake.epochMilliseconds);
}

/** Days from one ISO weekday (1 is Monday) to the next time it is the other: 1 to 7. */
function daysUntil(from: number, to: number): number {
  return ((to - from + 6) % 7) + 1;
}
