import { expect, test } from 'vitest';
import { snoozeUntil } from '../../src/handover/snooze-time.ts';
import { dayAround, isWorkingTime, nextWorkingTime } from '../../src/handover/working-time.ts';
import type { WorkingHours } from '../../src/playbook/routes.ts';

const HOURS: WorkingHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '18:00',
  timezone: 'Europe/Berlin',
};
const at = (iso: string) => new Date(iso);

test.each([
  ['2026-03-02T07:59:59Z', false], // Monday 08:59:59 in Berlin
  ['2026-03-02T08:00:00Z', true],
  ['2026-03-02T16:59:59Z', true],
  ['2026-03-02T17:00:00Z', false],
  ['2026-03-07T10:00:00Z', false], // Saturday
  ['2026-03-30T07:00:00Z', true], // Monday after the clocks went forward
])('at %s people work: %s', (iso, works) => {
  expect(isWorkingTime(HOURS, at(iso), 'UTC')).toBe(works);
});

test('nobody works on a holiday', () => {
  expect(isWorkingTime(HOURS, at('2026-03-02T10:00:00Z'), 'UTC', ['2026-03-02'])).toBe(false);
});

test('the next working time after Friday evening is Monday morning, also over a change of clocks', () => {
  expect(nextWorkingTime(HOURS, at('2026-03-27T18:00:00Z'), 'UTC')).toEqual(at('2026-03-30T07:00:00Z'));
});

test('a day with a change of clocks has 23 hours', () => {
  const { start, end } = dayAround(at('2026-03-29T12:00:00Z'), 'Europe/Berlin');
  expect(end.getTime() - start.getTime()).toBe(23 * 3_600_000);
});

test('snooze presets land on the clock of the zone', () => {
  const friday = at('2026-03-27T15:00:00Z');
  expect(snoozeUntil({ label: '', kind: 'tomorrow', at: '09:00' }, friday, 'Europe/Berlin')).toEqual(
    at('2026-03-28T08:00:00Z'),
  );
  const monday = snoozeUntil(
    { label: '', kind: 'next_weekday', weekday: 'mon', at: '09:00' },
    friday,
    'Europe/Berlin',
  );
  expect(monday).toEqual(at('2026-03-30T07:00:00Z'));
  expect(snoozeUntil({ label: '', kind: 'after', span: { amount: 1, unit: 'h' } }, friday, 'UTC')).toEqual(
    at('2026-03-27T16:00:00Z'),
  );
});
