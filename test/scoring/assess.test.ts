import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import { weightOf } from '../../src/scoring/model/model.ts';
import { sigmoid } from '../../src/scoring/model/prior.ts';
import { CFO, did, examplePlaybook, inputFor, NOBODY, NOW } from './example.ts';

const playbook = examplePlaybook();
const signals = [
  'pricing_viewed',
  'webinar_attended',
  'resource_downloaded',
  'careers_viewed',
  'demo_requested',
];
const action = fc.record({
  type: fc.constantFrom(...signals),
  daysAgo: fc.nat({ max: 60 }),
  page: fc.nat({ max: 3 }),
});
const actions = fc.array(action, { maxLength: 12 });
const inputOf = (list: { type: string; daysAgo: number; page: number }[], profile = CFO) =>
  inputFor(
    profile,
    list.map(({ type, daysAgo, page }) => did(type, daysAgo, `page ${page}`)),
  );

const anyAmount = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308, 5e-324));
const verdictOf = (amount: fc.Arbitrary<number>) =>
  fc.record({
    kind: fc.constantFrom('claimed', 'rejected', 'outcome', 'snoozed'),
    teaches: fc.constantFrom('positive', 'negative', 'nothing', 'timing', 'interest'),
    features: fc.dictionary(
      fc.constantFrom(
        'role:decision maker',
        'timing:surge',
        'now:surge',
        ...signals.map((name) => `signal:${name}`),
      ),
      amount,
    ),
    at: fc.integer({ min: NOW - 1e9, max: NOW }),
  });
const usual = verdictOf(fc.oneof(fc.constant(1), fc.double({ min: 0, max: 5, noNaN: true })));

test('fit is points over the best there can be, interest halves its way to 100, context is the share that is known', () => {
  const fresh = (...types: string[]) =>
    inputFor(
      CFO,
      types.map((type) => did(type, 0)),
    );
  expect(assess(fresh()).fit).toBe(100);
  expect(assess({ ...fresh(), profile: { ...CFO, role: 'Controller' } }).fit).toBe((100 * 70) / 80);
  expect(assess({ ...fresh(), profile: { ...NOBODY, role: 'Student' } }).fit).toBe(0);
  expect(assess(fresh('pricing_viewed')).interest).toBeCloseTo(100 * (1 - 2 ** -0.5), 6);
  expect(assess(fresh('webinar_registered', 'webinar_attended')).interest).toBe(50); // 30 points
  const { context, missing } = assess({
    ...fresh('demo_requested'),
    profile: { ...CFO, role: null, source: null },
  });
  expect(missing).toEqual(['role', 'source']);
  expect(context).toBe((100 * (playbook.gates.context.length - 2)) / playbook.gates.context.length);
});

test('more of a signal with positive weight never lowers the score, whatever was learned', () => {
  fc.assert(
    fc.property(fc.array(usual, { maxLength: 20 }), actions, action, (verdicts, list, more) => {
      const model = learnFrom(playbook, verdicts);
      const partOf = (done: typeof list) => {
        // It comes last: one that comes late may be the one that counts in its week.
        const { reasons } = assess({ ...inputOf(done), model });
        return reasons.find(({ term }) => term === `signal:${more.type}`)?.points ?? 0;
      };
      const sign = Math.sign(weightOf(model, `signal:${more.type}`).weight);
      const moved = partOf([...list, { ...more, daysAgo: 0 }]) - partOf(list);
      expect(sign * moved).toBeGreaterThanOrEqual(-1e-9);
    }),
    { numRuns: 60 },
  );
});

test('reasons add up to the score and the score to the readiness, with calibration too', () => {
  const calibration = fc.record({
    slope: fc.double({ min: 0.1, max: 3, noNaN: true }),
    intercept: fc.double({ min: -2, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(usual, { maxLength: 10 }), actions, calibration, (verdicts, list, line) => {
      const model = learnFrom(playbook, verdicts);
      const plain = assess({ ...inputOf(list), model });
      const set = assess({
        ...inputOf(list),
        model: { ...model, calibration: { ...line, verdicts: 200, error: 0.04 } },
      });
      expect(set.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(set.points);
      expect(set.readiness).toBeCloseTo(100 * sigmoid(line.slope * plain.logOdds + line.intercept), 6);
      expect(set.logOdds).toBeCloseTo(plain.logOdds, 9);
      expect(set.calibration).toEqual({ verdicts: 200, error: 0.04 });
    }),
    { numRuns: 40 },
  );
});

test('no features of past leads make a score something else than a number', () => {
  fc.assert(
    fc.property(fc.array(verdictOf(anyAmount), { maxLength: 12 }), actions, (verdicts, list) => {
      const model = learnFrom(playbook, verdicts);
      for (const input of [inputOf(list), inputOf(list, NOBODY)]) {
        const { readiness, points, doubt, reasons } = assess({ ...input, model });
        for (const value of [readiness, points, doubt, ...reasons.map((reason) => reason.points)])
          expect(Number.isFinite(value)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
