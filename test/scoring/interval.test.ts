import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, wilson, type Share } from '../../src/scoring/interval.ts';

const share = fc
  .tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }))
  .map(([one, other]): Share => ({ accepted: Math.min(one, other), of: Math.max(one, other) }));

// Checked against the figures of Newcombe, Statistics in Medicine 17 (1998), 857-872 and 873-890.
test.each([
  [{ accepted: 81, of: 263 }, 0.2553, 0.3662],
  [{ accepted: 15, of: 148 }, 0.0624, 0.1605],
  [{ accepted: 0, of: 20 }, 0, 0.1611],
  [{ accepted: 1, of: 29 }, 0.0061, 0.1718],
])('%o lies between %f and %f', (one, low, high) => {
  expect(wilson(one).low).toBeCloseTo(low, 4);
  expect(wilson(one).high).toBeCloseTo(high, 4);
});

test.each<[Share, Share, number]>([
  [{ accepted: 56, of: 70 }, { accepted: 48, of: 80 }, 1],
  [{ accepted: 9, of: 10 }, { accepted: 3, of: 10 }, 1],
  [{ accepted: 0, of: 3 }, { accepted: 3, of: 6 }, 0],
  [{ accepted: 10, of: 20 }, { accepted: 10, of: 20 }, 0],
  [{ accepted: 0, of: 0 }, { accepted: 20, of: 20 }, 0],
])('%o against %o is %i', (one, other, told) => {
  expect(compare(one, other)).toBe(told);
});

test('an interval holds its share within 0 and 1, and comparing is fair to both sides', () => {
  fc.assert(
    fc.property(share, share, (one, other) => {
      const { low, high } = wilson(one);
      const p = one.of === 0 ? 0.5 : one.accepted / one.of;
      expect([0, low, p, high, 1].toSorted((a, b) => a - b)).toEqual([0, low, p, high, 1]);
      expect(compare(one, other)).toBe(-compare(other, one) || 0);
    }),
  );
});
