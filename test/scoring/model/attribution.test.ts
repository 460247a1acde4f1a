import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attribute } from '../../../src/scoring/model/attribution.ts';
import { fitExactly } from '../../../src/scoring/model/exact.ts';
import { baseOf, createModel, weightOf } from '../../../src/scoring/model/model.ts';
import { priorFromPoints } from '../../../src/scoring/model/prior.ts';
import { fitGroups } from '../../../src/scoring/model/shrinkage.ts';
import { prior, TERMS, verdict } from './arbitraries.ts';

const log = fc.array(verdict, { maxLength: 40 });
const sum = (shares: Float64Array) => shares.reduce((total, share) => total + share, 0);

test('the shares of all verdicts add up to how far each term has moved from its prior', () => {
  fc.assert(
    fc.property(prior, log, (belief, verdicts) => {
      const groups = fitGroups(belief, verdicts, { groupOf: (term) => term.slice(0, 4) });
      for (const model of [fitExactly(belief, verdicts), groups]) {
        const shares = attribute(model, verdicts);
        expect(sum(shares.base)).toBeCloseTo(baseOf(model) - baseOf(createModel(belief)), 4);
        for (const term of [...TERMS, 'never seen']) {
          const { weight, prior: believed } = weightOf(model, term);
          expect(sum(shares.of(term))).toBeCloseTo(weight - believed, 4);
        }
      }
    }),
  );
});

test('a rejection pulls down what it had, and only the scale of the table else', () => {
  const belief = priorFromPoints({ points: { vp: 20, student: -20 }, acceptance: 0.5 });
  const verdicts = [
    { features: { vp: 1, ads: 1 }, accepted: false },
    { features: { student: 1 }, accepted: true },
  ];
  const shares = attribute(fitExactly(belief, verdicts, { memory: 1 }), verdicts, 1);
  expect(shares.of('ads')[0]).toBeLessThan(0);
  expect(shares.of('ads')[1]).toBe(0);
  expect(shares.of('vp')[0]).toBeLessThan(0);
  expect(shares.of('vp')[1]).toBeLessThan(0); // a student who was wanted: the table is trusted less
});
