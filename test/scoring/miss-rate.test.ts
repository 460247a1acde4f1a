import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missRate } from '../../src/scoring/miss-rate.ts';

test('with one chance for all the rate is the share accepted, with its Wilson interval', () => {
  const looks = [true, false, false, false, null].map((accepted) => ({ chance: 0.01, accepted }));
  expect(missRate(looks)).toMatchObject({ looks: 5, judged: 4 });
  const { share, low, high } = missRate(looks).rate ?? { share: 0, low: 0, high: 0 };
  expect(share).toBeCloseTo(0.25, 12);
  expect([low, high].map((one) => Math.round(one * 1000))).toEqual([46, 699]);
});

test('no verdict gives no rate', () => {
  expect(missRate([{ chance: 0.5, accepted: null }])).toEqual({ looks: 1, judged: 0, rate: null });
});

test('a lead stands for as many as its chance says', () => {
  const looks = [
    { chance: 0.1, accepted: true },
    { chance: 0.9, accepted: false },
  ];
  expect(missRate(looks).rate?.share).toBeCloseTo(0.9, 12);
});

test('drawn at random again and again, its mean is the share of the pool, whatever the chances', () => {
  // Two draws a time from pools of uneven size: the mean over all samples is the share that truly is.
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const looks = Array.from({ length: 20_000 }, () => {
    const small = random() < 0.5;
    return { chance: small ? 1 / 10 : 1 / 100, accepted: random() < (small ? 0.5 : 0.2) };
  });
  // 10 of 110 leads in the small pool, 100 in the large: (10 x .5 + 100 x .2) / 110.
  expect(missRate(looks).rate?.share).toBeCloseTo(25 / 110, 1);
});

test('the interval holds the rate and stays within 0 and 1', () => {
  const look = fc.record({ chance: fc.double({ min: 1e-6, max: 1, noNaN: true }), accepted: fc.boolean() });
  fc.assert(
    fc.property(fc.array(look, { minLength: 1, maxLength: 50 }), (looks) => {
      const { share, low, high } = missRate(looks).rate ?? { share: -1, low: 0, high: 0 };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(share).toBeGreaterThanOrEqual(low - 1e-9);
      expect(share).toBeLessThanOrEqual(high + 1e-9);
    }),
  );
});
