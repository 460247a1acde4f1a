import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gateForBudget } from '../../src/scoring/budget.ts';

const contender = fc.record({
  readiness: fc.double({ min: 0, max: 100, noNaN: true }),
  share: fc.constantFrom(1, 1 / 2, 1 / 3, 1 / 4),
});

test('the gate is the lowest that no more than the places left are expected to reach', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 8 }),
      fc.uniqueArray(contender, { maxLength: 30, selector: ({ readiness }) => readiness }),
      (floor, left, contenders) => {
        const gate = gateForBudget(floor, left, contenders) ?? 0;
        const reach = (least: number) =>
          contenders.reduce((sum, { readiness, share }) => sum + (readiness >= least ? share : 0), 0);
        expect(gate).toBeGreaterThanOrEqual(floor);
        const lower = contenders
          .map(({ readiness }) => readiness)
          .filter((one) => one >= floor && one < gate);
        expect(gate > floor ? reach(gate) : 0).toBeLessThanOrEqual(left + 1e-6);
        expect(lower.length > 0 ? reach(Math.max(...lower)) : left + 1).toBeGreaterThan(left);
        // The more places are left, the lower it is.
        expect(gateForBudget(floor, left + 1, contenders)).toBeLessThanOrEqual(gate);
      },
    ),
  );
});

test('with nothing known of what comes the gate stays, and without a place left nobody passes', () => {
  expect(gateForBudget(50, 3, [])).toBe(50);
  expect(gateForBudget(50, 0, [])).toBeNull();
  const twoWeeks = [90, 80, 70, 60].map((readiness) => ({ readiness, share: 1 / 2 }));
  expect(gateForBudget(50, 1, twoWeeks)).toBe(80);
  expect(gateForBudget(50, 2, twoWeeks)).toBe(50);
});
