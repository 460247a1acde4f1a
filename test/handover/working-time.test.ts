import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snoozeUntil } from '../../src/handover/snooze-time.ts';
import {
  addWorkingTime,
  calendarOfChannel,
  dayAround,
  isWorkingTime,
  nextWorkingTime,
  type WorkCalendar,
  workCalendar,
  workingMs,
  workingTimeBetween,
} from '../../src/handover/working-time.ts';
import type { Span } from '../../src/playbook/duration.ts';
import { WEEKDAYS } from '../../src/playbook/values.ts';
import { examplePlaybook } from '../scoring/example.ts';

const BERLIN: WorkCalendar = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '18:00',
  zone: 'Europe/Berlin',
  holidays: [],
};
const at = (iso: string) => new Date(iso);
const span = (text: string): Span => ({
  amount: Number.parseInt(text, 10),
  unit: text.at(-1) as Span['unit'],
});

test.each([
  ['2026-03-02T07:59:59Z', false], // Monday 08:59:59 in Berlin
  ['2026-03-02T08:00:00Z', true],
  ['2026-03-02T16:59:59Z', true],
  ['2026-03-02T17:00:00Z', false],
  ['2026-03-07T10:00:00Z', false], // Saturday
  ['2026-03-30T07:00:00Z', true], // Monday after the clocks went forward
])('at %s people work: %s', (iso, works) => {
  expect(isWorkingTime(BERLIN, at(iso))).toBe(works);
});

test('nobody works on a holiday, with hours or without; it is a day of the zone', () => {
  expect(isWorkingTime({ ...BERLIN, holidays: ['2026-03-02'] }, at('2026-03-02T10:00:00Z'))).toBe(false);
  const always = workCalendar({ timezone: 'America/New_York', holidays: ['2026-03-02'] }, undefined);
  expect(isWorkingTime(always, at('2026-03-02T04:59:59Z'))).toBe(true);
  expect(isWorkingTime(always, at('2026-03-02T05:00:00Z'))).toBe(false);
  expect(isWorkingTime(always, at('2026-03-03T05:00:00Z'))).toBe(true);
});

test('the next working time after Friday evening is Monday morning, also over a change of clocks', () => {
  expect(nextWorkingTime(BERLIN, at('2026-03-27T18:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'));
});

test("a channel keeps its route's hours and zone, else the playbook's zone round the clock", () => {
  const playbook = examplePlaybook();
  expect(calendarOfChannel(playbook, 'sales')).toMatchObject({ zone: 'Europe/London', from: '08:00' });
  const gone = calendarOfChannel(playbook, 'no-longer-there');
  expect(gone).toMatchObject({ zone: 'Europe/Berlin', from: '00:00', to: '24:00', days: WEEKDAYS });
});

const NEW_YORK = { ...BERLIN, zone: 'America/New_York' };
const ALWAYS = { ...BERLIN, from: '00:00', to: '24:00', days: WEEKDAYS };
test.each([
  ['within a day', BERLIN, '2026-03-02T09:00:00Z', '15m', '2026-03-02T09:15:00Z'],
  ['to the end of a day, not over it', BERLIN, '2026-03-02T16:45:00Z', '15m', '2026-03-02T17:00:00Z'],
  ['over a night', BERLIN, '2026-03-02T16:50:00Z', '15m', '2026-03-03T08:05:00Z'],
  ['from a night on', BERLIN, '2026-03-02T22:00:00Z', '15m', '2026-03-03T08:15:00Z'],
  ['over a weekend on which clocks change', BERLIN, '2026-03-27T16:30:00Z', '1h', '2026-03-30T07:30:00Z'],
  ['a day is a working day', BERLIN, '2026-03-02T09:00:00Z', '2d', '2026-03-04T09:00:00Z'],
  ['a week is a working week', BERLIN, '2026-03-23T09:00:00Z', '1w', '2026-03-30T08:00:00Z'],
  ['in New York clocks change earlier', NEW_YORK, '2026-03-06T22:30:00Z', '1h', '2026-03-09T13:30:00Z'],
  ['a day of 23 hours', ALWAYS, '2026-03-28T23:00:00Z', '1d', '2026-03-29T23:00:00Z'],
  [
    'over a holiday',
    { ...BERLIN, holidays: ['2026-03-03'] },
    '2026-03-02T16:00:00Z',
    '2h',
    '2026-03-04T09:00:00Z',
  ],
  [
    'hours that a change of clocks leaves out',
    { ...ALWAYS, from: '02:00', to: '03:00' },
    '2026-03-28T01:30:00Z',
    '1h',
    '2026-03-30T00:30:00Z',
  ],
])('working time %s', (_what, calendar, start, text, end) => {
  expect(addWorkingTime(calendar, at(start), span(text))?.toISOString()).toBe(at(end).toISOString());
  expect(workingTimeBetween(calendar, at(start), at(end))).toBe(workingMs(calendar, span(text)));
});

test('what nobody works never falls due', () => {
  expect(addWorkingTime(BERLIN, at('2026-03-02T09:00:00Z'), span('99999d'))).toBeNull();
});

const anyCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'),
  days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  from: fc.constantFrom('00:00', '08:30', '09:00', '12:15'),
  to: fc.constantFrom('12:30', '17:00', '23:59', '24:00'),
  // The days on which clocks change in these zones are among those that may be holidays.
  holidays: fc.subarray(['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01', '2026-12-25']),
});
const MINUTE = 60_000;
/** Whole minutes of 2026, often near a change of clocks. */
const anyMoment = fc
  .oneof(
    fc
      .constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01')
      .chain((day) =>
        fc.integer({ min: -2880, max: 2880 }).map((minutes) => Date.parse(day) + minutes * MINUTE),
      ),
    fc.integer({ min: 0, max: 365 * 1440 }).map((minutes) => Date.UTC(2026, 0, 1) + minutes * MINUTE),
  )
  .map((ms) => new Date(ms));
const anySpan: fc.Arbitrary<Span> = fc.record({
  amount: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom('m', 'h', 'd', 'w'),
});

test('what is added is what is measured, and the moment before is too early', () => {
  fc.assert(
    fc.property(anyCalendar, anyMoment, anySpan, (calendar, start, added) => {
      const end = addWorkingTime(calendar, start, added);
      if (!end) throw new Error('never');
      expect(workingTimeBetween(calendar, start, end)).toBe(workingMs(calendar, added));
      expect(workingTimeBetween(calendar, start, new Date(end.getTime() - 1))).toBeLessThan(
        workingMs(calendar, added),
      );
      expect(isWorkingTime(calendar, new Date(end.getTime() - 1))).toBe(true);
    }),
  );
});

test('who starts later or takes longer is due no sooner', () => {
  fc.assert(
    fc.property(anyCalendar, anyMoment, anyMoment, anySpan, (calendar, one, other, added) => {
      const [first, second] = one < other ? [one, other] : [other, one];
      const due = (start: Date, amount = added.amount) =>
        addWorkingTime(calendar, start, { ...added, amount })?.getTime() ?? Number.NaN;
      expect(due(first)).toBeLessThanOrEqual(due(second));
      expect(due(first)).toBeLessThan(due(first, added.amount + 1));
    }),
  );
});

test('measured in parts it is the same, and never more than has passed', () => {
  fc.assert(
    fc.property(anyCalendar, fc.array(anyMoment, { minLength: 3, maxLength: 3 }), (calendar, moments) => {
      const [a = at(''), b = at(''), c = at('')] = moments.toSorted(
        (one, other) => one.getTime() - other.getTime(),
      );
      const whole = workingTimeBetween(calendar, a, c);
      expect(workingTimeBetween(calendar, a, b) + workingTimeBetween(calendar, b, c)).toBe(whole);
      expect(whole).toBeLessThanOrEqual(c.getTime() - a.getTime());
      expect(workingTimeBetween(calendar, c, a)).toBe(0);
    }),
  );
});

test('it is the minutes at which the clock on the wall says that people work', () => {
  fc.assert(
    fc.property(anyCalendar, anyMoment, fc.integer({ min: 1, max: 3000 }), (calendar, start, minutes) => {
      const wall = new Intl.DateTimeFormat('en-CA', {
        timeZone: calendar.zone,
        dateStyle: 'short',
        timeStyle: 'short',
        hourCycle: 'h23',
      });
      const weekday = new Intl.DateTimeFormat('en', { timeZone: calendar.zone, weekday: 'short' });
      let counted = 0;
      for (let minute = 0; minute < minutes; minute++) {
        const moment = start.getTime() + minute * MINUTE;
        const [date = '', time = ''] = wall.format(moment).split(', ');
        const works =
          calendar.days.some((day) => day === weekday.format(moment).toLowerCase()) &&
          !calendar.holidays.includes(date) &&
          time >= calendar.from &&
          time < calendar.to;
        counted += works ? MINUTE : 0;
      }
      const end = new Date(start.getTime() + minutes * MINUTE);
      expect(workingTimeBetween(calendar, start, end)).toBe(counted);
    }),
    { numRuns: 30 },
  );
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
