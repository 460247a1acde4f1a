import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekDue } from '../../src/reports/digest/week-due.ts';

const MONDAY = { weekday: 'mon', at: '09:00' } as const;
const utc = (ms: number) => new Date(ms).toISOString().slice(0, 16);

test.each([
  ['2026-03-02T07:59:59Z', '2026-W09', '2026-02-16T08:00', '2026-02-23T08:00'],
  ['2026-03-02T08:00:00Z', '2026-W10', '2026-02-23T08:00', '2026-03-02T08:00'],
  ['2026-03-08T23:00:00Z', '2026-W10', '2026-02-23T08:00', '2026-03-02T08:00'],
  ['2026-03-30T12:00:00Z', '2026-W14', '2026-03-23T08:00', '2026-03-30T07:00'], // summer time began in between
  ['2027-01-03T12:00:00Z', '2026-W53', '2026-12-21T08:00', '2026-12-28T08:00'],
])('at %s the digest of %s is due', (now, week, from, until) => {
  const due = weekDue(MONDAY, 'Europe/Berlin', new Date(now));
  expect({ ...due, from: utc(due.from), until: utc(due.until) }).toEqual({ week, from, until });
});

test('at any moment the newest digest is at most a week old, and each week has one', () => {
  const digest = fc.record({
    weekday: fc.constantFrom('mon', 'wed', 'sun') as fc.Arbitrary<'mon' | 'wed' | 'sun'>,
    at: fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
  });
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC');
  const moment = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') });
  fc.assert(
    fc.property(digest, zone, moment, (wanted, timeZone, now) => {
      const due = weekDue(wanted, timeZone, new Date(now));
      const age = now - due.until;
      expect(age >= 0 && age <= 169 * 3_600_000).toBe(true);
      const before = weekDue(wanted, timeZone, new Date(due.until - 1));
      expect(before.until).toBe(due.from);
      expect(before.week < due.week).toBe(true);
    }),
  );
});
