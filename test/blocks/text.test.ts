import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, escapeMrkdwn, link, shown } from '../../src/blocks/text.ts';
import { signed, span, when } from '../../src/blocks/time-text.ts';
import { hostile } from './arbitraries.ts';

test.each([
  ['<!channel>', '&lt;!channel&gt;'],
  ['a & b', 'a &amp; b'],
  ['\u202Egnp.exe\u0007', 'gnp.exe'],
  ['a\uD800', 'a\uFFFD'],
  ['\u200B', '—'],
  ['', '—'],
])('escapes %j as %j', (text, escaped) => expect(escapeMrkdwn(text)).toBe(escaped));

test('cuts between graphemes and marks the cut', () => {
  expect(clip('👩‍👩‍👧 abc', 9)).toBe('👩‍👩‍👧…');
  expect(clip('abcdef', 4)).toBe('abc…');
});

test('whatever is shown is well formed, not empty and within its limit', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 2, max: 200 }), (text, limit) => {
      const made = shown(text, limit);
      expect(made.isWellFormed()).toBe(true);
      expect(made.length).toBeGreaterThan(0);
      expect(made.length).toBeLessThanOrEqual(limit);
    }),
  );
});

test.each(['javascript:alert(1)', 'http://a.example', 'https://u:p@a.example', 'nonsense', null])(
  '%s is no link',
  (url) => expect(link(url, 'x').type).toBe('text'),
);

test('points, spans and moments read well', () => {
  expect([30, -15, 0.2, Number.NaN].map(signed)).toEqual(['+30', '−15', '0', '0']);
  expect([40_000, 240_000, 7_500_000, 2.6e8].map(span)).toEqual(['40 s', '4 min', '2 h 5 min', '3 days']);
  expect(when(1_772_528_400_000, 'Europe/Berlin')).toBe(
    '<!date^1772528400^{date_short_pretty} at {time}|3 Mar 2026, 10:00>',
  );
});
