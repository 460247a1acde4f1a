import { expect, test } from 'vitest';
import { ago, counted, nounOf, quiet, sinceDay, times } from '../../src/scoring/words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-02T09:00:00Z');

test('days are counted by the calendar of the zone, not by 24 hours', () => {
  const lateLastNight = Date.parse('2026-03-01T22:30:00Z');
  expect(ago(lateLastNight, NOW, 'UTC')).toBe('yesterday');
  expect(ago(lateLastNight, NOW, 'Europe/Berlin')).toBe('yesterday');
  expect(ago(lateLastNight, NOW, 'Asia/Tokyo')).toBe('today');
  expect(ago(lateLastNight, NOW, 'America/New_York')).toBe('yesterday');
});

test.each([
  [0, 'today'],
  [1, 'yesterday'],
  [2, '2 days ago'],
  [20, '20 days ago'],
  [21, '3 weeks ago'],
  [35, '5 weeks ago'],
])('%i days before', (days, says) => {
  expect(ago(NOW - days * DAY, NOW, 'Europe/Berlin')).toBe(says);
});

test('since when: a weekday within the week, a date before', () => {
  const since = [0, 1, 2, 6, 7].map((days) => sinceDay(NOW - days * DAY, NOW, 'Europe/Berlin'));
  expect(since).toEqual(['today', 'yesterday', 'Saturday', 'Tuesday', '23 February']);
});

test('what is a little ahead of our clock is today', () => {
  expect(ago(NOW + HOUR, NOW, 'UTC')).toBe('today');
});

test('counts and spans in words', () => {
  expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
  expect([20 * DAY, 21 * DAY].map(quiet)).toEqual(['20 quiet days', '3 quiet weeks']);
  expect([counted(1, 'guide'), counted(2, 'case study'), counted(3, 'sketch'), counted(2, 'day')]).toEqual([
    '1 guide',
    '2 case studies',
    '3 sketches',
    '2 days',
  ]);
});

test("a signal's own noun goes before the usual one", () => {
  expect(nounOf('webinar_attended', undefined)).toBe('webinar');
  expect(nounOf('webinar_attended', { noun: 'talk' })).toBe('talk');
  expect(nounOf('constructor', {})).toBeNull();
  expect(counted(2, null)).toBe('2 pieces');
});
