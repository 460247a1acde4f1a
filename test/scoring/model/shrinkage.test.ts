import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitExactly } from '../../../src/scoring/model/exact.ts';
import { weightOf } from '../../../src/scoring/model/model.ts';
import type { Verdict } from '../../../src/scoring/model/online.ts';
import { predict } from '../../../src/scoring/model/predict.ts';
import { beliefOf, priorFromPoints } from '../../../src/scoring/model/prior.ts';
import { fitGroups } from '../../../src/scoring/model/shrinkage.ts';
import { features, prior, verdict } from './arbitraries.ts';

const groupOf = (term: string) => term.split(':')[0] ?? term;
const nothing = priorFromPoints({ points: {}, acceptance: 0.5 });

/** Leads of five roles, which decide, and five countries, which do not. */
const verdicts = Array.from({ length: 400 }, (_, index): Verdict => ({
  features: { [`role:${index % 5}`]: 1, [`country:${(index * 7) % 11}`]: 1 },
  accepted: index % 5 < 2 ? index % 10 !== 0 : index % 25 === 3,
}));

test('a fact that decides is set free, one that says nothing shrinks', () => {
  const model = fitGroups(nothing, verdicts, { groupOf });
  expect(beliefOf(model.prior, 'role:1').variance).toBeGreaterThan(0.5);
  expect(beliefOf(model.prior, 'country:1').variance).toBeLessThan(0.15);
  const plain = fitExactly(nothing, verdicts);
  expect(weightOf(model, 'role:1').weight).toBeGreaterThan(weightOf(plain, 'role:1').weight);
  const noise = (fitted: typeof model) =>
    [1, 2, 3, 4, 5].reduce(
      (sum, country) => sum + Math.abs(weightOf(fitted, `country:${country}`).weight),
      0,
    );
  expect(noise(model)).toBeLessThan(noise(plain));
});

test('it depends on the log alone, not on its order', () => {
  fc.assert(
    fc.property(prior, fc.array(verdict, { maxLength: 30 }), features, (belief, log, lead) => {
      const [one, other] = [
        fitGroups(belief, log, { groupOf }),
        fitGroups(belief, log.toReversed(), { groupOf }),
      ];
      expect(predict(other, lead).logOdds).toBeCloseTo(predict(one, lead).logOdds, 5);
      expect(predict(other, lead).sd).toBeCloseTo(predict(one, lead).sd, 5);
    }),
  );
});

test('without verdicts the prior stays as it was', () => {
  fc.assert(
    fc.property(prior, features, (belief, lead) => {
      const fitted = fitGroups(belief, [{ features: lead, accepted: true, weight: 0 }], {
        groupOf: (term) => term,
      });
      expect(predict(fitted, lead).logOdds).toBeCloseTo(predict(fitExactly(belief, []), lead).logOdds, 9);
      for (const term of Object.keys(lead)) {
        expect(beliefOf(fitted.prior, term).variance).toBeCloseTo(beliefOf(belief, term).variance, 9);
      }
    }),
  );
});
