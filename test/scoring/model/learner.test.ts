import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitExactly } from '../../../src/scoring/model/exact.ts';
import { createModel, MEMORY, weightOf, type Model } from '../../../src/scoring/model/model.ts';
import { learn, type Verdict } from '../../../src/scoring/model/online.ts';
import { contributions, predict } from '../../../src/scoring/model/predict.ts';
import {
  logOddsToPoints,
  own,
  priorFromPoints,
  type Features,
  type Prior,
} from '../../../src/scoring/model/prior.ts';
import { features, prior, TERMS, verdict, wildFeatures, wildVerdict } from './arbitraries.ts';

const log = fc.array(verdict, { maxLength: 40 });

function learnt(belief: Prior, verdicts: readonly Verdict[]): Model {
  const model = createModel(belief);
  for (const one of verdicts) learn(model, one);
  return model;
}

test('before any verdict a lead stands where the points table puts it', () => {
  const belief = priorFromPoints({
    points: { 'role:vp': 20, 'role:student': -40 },
    acceptance: 0.5,
  });
  const model = createModel(belief);
  expect(predict(model, {}).probability).toBeCloseTo(1 / 2, 12);
  expect(predict(model, { 'role:vp': 1 }).probability).toBeCloseTo(2 / 3, 12);
  expect(predict(model, { 'role:student': 1 }).probability).toBeCloseTo(1 / 5, 12);
  expect(logOddsToPoints(weightOf(model, 'role:student').weight)).toBeCloseTo(-40, 12);
  const [vp, student] = [0.1 + 0.1 * Math.LN2 ** 2, 0.1 + 0.1 * (2 * Math.LN2) ** 2];
  expect(weightOf(model, 'role:vp').sd).toBeCloseTo(Math.sqrt(vp), 12);
  expect(predict(model, { 'role:student': 1 }).sd).toBeCloseTo(Math.sqrt(1 + student), 12);
});

test('the usual lead starts at the acceptance that is expected', () => {
  const usual = { 'role:vp': 0.3, pricing: 0.8 };
  const model = createModel(
    priorFromPoints({ points: { 'role:vp': 30, pricing: 15 }, acceptance: 0.2, usual }),
  );
  expect(predict(model, usual).probability).toBeCloseTo(0.2, 12);
});

test('contributions add up to the score, exactly', () => {
  fc.assert(
    fc.property(prior, log, wildFeatures, features, (belief, verdicts, lead, usual) => {
      const model = learnt(belief, verdicts);
      const { base, terms } = contributions(model, lead, usual);
      const sum = terms.reduce((total, { logOdds }) => total + logOdds, base);
      const size = terms.reduce((total, { logOdds }) => total + Math.abs(logOdds), Math.abs(base));
      expect(Math.abs(sum - predict(model, lead).logOdds)).toBeLessThanOrEqual(1e-12 * (1 + size));
    }),
  );
});

test('a verdict taken out of the log is one that never was', () => {
  fc.assert(
    fc.property(
      prior,
      fc.array(verdict, { minLength: 1, maxLength: 30 }),
      fc.nat(),
      (belief, verdicts, index) => {
        const left = verdicts.toSpliced(index % verdicts.length, 1);
        const after = fitExactly(belief, left, { from: fitExactly(belief, verdicts) });
        const never = fitExactly(belief, left);
        for (const term of TERMS) {
          expect(weightOf(after, term).weight).toBeCloseTo(weightOf(never, term).weight, 5);
          expect(weightOf(after, term).sd).toBeCloseTo(weightOf(never, term).sd, 5);
        }
      },
    ),
  );
});

test('the exact fit does not depend on the order of the log', () => {
  fc.assert(
    fc.property(prior, log, features, (belief, verdicts, lead) => {
      const [one, other] = [fitExactly(belief, verdicts), fitExactly(belief, verdicts.toReversed())];
      expect(predict(other, lead).logOdds).toBeCloseTo(predict(one, lead).logOdds, 5);
      expect(predict(other, lead).sd).toBeCloseTo(predict(one, lead).sd, 5);
    }),
  );
});

test('at the exact fit each pull of the verdicts is held by the pull of the prior', () => {
  fc.assert(
    fc.property(prior, log, (belief, verdicts) => {
      const model = fitExactly(belief, verdicts, { memory: 1 });
      const pullOn = (amountIn: (lead: Features) => number) =>
        verdicts.reduce((sum, { features: lead, accepted, weight = 1 }) => {
          const surprise = Number(accepted) - predict(model, lead).probability;
          return sum + weight * amountIn(lead) * surprise;
        }, 0);
      const heldBy = (position: number) =>
        ((model.mean[position] ?? 0) - (model.priorMean[position] ?? 0)) /
        (model.priorVariance[position] ?? 1);
      expect(pullOn(() => 1)).toBeCloseTo(heldBy(0), 3);
      for (const [term, position] of model.positions) {
        expect(pullOn((lead) => own(lead, term) ?? 0)).toBeCloseTo(heldBy(position), 3);
      }
    }),
  );
});

/** Leads of an ordinary market: 12 facts and 3 kinds of interest, verdicts by hidden weights. */
function market(seed: number, count: number): Verdict[] {
  let state = seed + 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let skip = 0; skip < 10; skip++) random();
  const hidden = Array.from({ length: 15 }, () => (random() - 0.5) * 2);
  return Array.from({ length: count }, () => {
    const lead: Record<string, number> = {};
    for (let term = 0; term < 15; term++) {
      if (random() < 0.3) lead[`term${term}`] = term < 12 ? 1 : random() * 3;
    }
    const z = hidden.reduce((sum, weight, term) => sum + weight * (lead[`term${term}`] ?? 0), -0.5);
    return { features: lead, accepted: random() < 1 / (1 + Math.exp(-z)) };
  });
}

test('learning verdict by verdict stays near the exact fit, and two orders near each other', () => {
  const belief = priorFromPoints({ points: {}, acceptance: 0.4 });
  for (const seed of [1, 2, 3]) {
    const verdicts = market(seed, 500);
    const exact = fitExactly(belief, verdicts, { memory: 1 });
    const models = [verdicts, verdicts.toReversed()].map((ordered) => {
      const model = createModel(belief);
      for (const one of ordered) learn(model, one, 1);
      return model;
    });
    for (const { features: lead } of market(seed + 10, 200)) {
      const [forward = 0, backward = 0] = models.map((model) => predict(model, lead).probability);
      expect(Math.abs(forward - backward)).toBeLessThan(0.02);
      expect(Math.abs(forward - predict(exact, lead).probability)).toBeLessThan(0.022);
    }
  }
});

test('no amount of any term makes the score or the model something else than a number', () => {
  fc.assert(
    fc.property(prior, fc.array(wildVerdict, { maxLength: 30 }), wildFeatures, (belief, verdicts, lead) => {
      for (const model of [learnt(belief, verdicts), fitExactly(belief, verdicts)]) {
        const { logOdds, sd, probability, moderated } = predict(model, lead);
        expect(Number.isFinite(logOdds)).toBe(true);
        expect(sd).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(sd)).toBe(true);
        for (const chance of [probability, moderated]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
        for (const value of [...model.mean, ...model.covariance]) expect(Number.isFinite(value)).toBe(true);
      }
    }),
  );
});

test('more of a signal with positive weight never lowers the score', () => {
  fc.assert(
    fc.property(
      prior,
      log,
      wildFeatures,
      fc.constantFrom(...TERMS),
      fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })),
      (belief, verdicts, lead, term, amounts) => {
        const model = learnt(belief, verdicts);
        const [less, more] = amounts.toSorted((a, b) => a - b);
        const direction = Math.sign(weightOf(model, term).weight);
        const at = (amount: number) => predict(model, { ...lead, [term]: amount } as Features).probability;
        expect(direction * (at(more ?? 0) - at(less ?? 0))).toBeGreaterThanOrEqual(-1e-12);
      },
    ),
  );
});

test('an accepted lead raises its own score and narrows its own doubt', () => {
  fc.assert(
    fc.property(prior, log, features, (belief, verdicts, lead) => {
      const model = learnt(belief, verdicts);
      const before = predict(model, lead);
      learn(model, { features: lead, accepted: true }, 1);
      const after = predict(model, lead);
      expect(after.logOdds).toBeGreaterThan(before.logOdds);
      expect(after.sd).toBeLessThan(before.sd);
    }),
  );
});

test('a verdict of no weight teaches nothing', () => {
  fc.assert(
    fc.property(prior, log, verdict, features, (belief, verdicts, extra, lead) => {
      const model = learnt(belief, verdicts);
      const before = predict(model, lead);
      learn(model, { ...extra, weight: 0 }, 1);
      expect(predict(model, lead).logOdds).toBe(before.logOdds);
      expect(predict(model, lead).sd).toBeCloseTo(before.sd, 12);
    }),
  );
});

test('no weight is ever less certain than before the first verdict', () => {
  fc.assert(
    fc.property(prior, fc.array(verdict, { maxLength: 60 }), (belief, verdicts) => {
      const model = learnt(belief, verdicts);
      for (let i = 0; i < model.size; i++) {
        expect(model.covariance[i * model.size + i]).toBeLessThanOrEqual(
          (model.priorVariance[i] ?? 0) * (1 + 1e-9),
        );
      }
    }),
  );
});

test('old verdicts fade: the newer of two opposite halves weighs more', () => {
  const belief = priorFromPoints({ points: {}, acceptance: 0.5 });
  const verdicts = Array.from({ length: 2_000 }, (_, index): Verdict => ({
    features: { pricing: 1 },
    accepted: index >= 1_000,
    at: index,
  }));
  const believed = (memory: number) =>
    predict(fitExactly(belief, verdicts, { memory }), { pricing: 1 }).probability;
  expect(believed(0.999)).toBeGreaterThan(0.6);
  expect(believed(MEMORY)).toBeGreaterThan(0.52);
  expect(believed(1)).toBeCloseTo(0.5, 3);
});

test('the newest verdicts count in full, all those of one moment alike', () => {
  fc.assert(
    fc.property(prior, log, features, (belief, verdicts, lead) => {
      const together = verdicts.map((one): Verdict => ({ ...one, at: 7 }));
      const [faded, full] = [0.5, 1].map((memory) => predict(fitExactly(belief, together, { memory }), lead));
      expect(faded).toEqual(full);
    }),
  );
});

test("a term's doubt is the doubt of the score per unit of the term", () => {
  fc.assert(
    fc.property(prior, log, fc.constantFrom(...TERMS), (belief, verdicts, term) => {
      const model = learnt(belief, verdicts);
      const gap = predict(model, { [term]: 100 }).sd - 100 * weightOf(model, term).sd;
      expect(Math.abs(gap)).toBeLessThanOrEqual(predict(model, {}).sd + 1e-6);
    }),
  );
});
