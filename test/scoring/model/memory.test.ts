import { expect, test } from 'vitest';
import { fitExactly } from '../../../src/scoring/model/exact.ts';
import { chooseMemory, SHORT_MEMORY } from '../../../src/scoring/model/memory.ts';
import { MEMORY } from '../../../src/scoring/model/model.ts';
import { learn, type Verdict } from '../../../src/scoring/model/online.ts';
import { predict } from '../../../src/scoring/model/predict.ts';
import { priorFromPoints } from '../../../src/scoring/model/prior.ts';
import { fitGroups } from '../../../src/scoring/model/shrinkage.ts';

const belief = priorFromPoints({ points: {}, acceptance: 0.4 });
const groupOf = (term: string) => term;

/** Verdicts on leads with five of ten facts, each worth the same; `worth` says which way a fact counts at a moment. */
function market(seed: number, count: number, worth: (fact: number, at: number) => number): Verdict[] {
  let state = seed + 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let skip = 0; skip < 10; skip++) random();
  return Array.from({ length: count }, (_, at) => {
    const facts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(() => random() < 0.5);
    const z = facts.reduce((sum, fact) => sum + worth(fact, at), 0);
    const features = Object.fromEntries(facts.map((fact) => [`fact:${fact}`, 1]));
    return { features, accepted: random() < 1 / (1 + Math.exp(-z)), at };
  });
}
const steady = (fact: number) => (fact % 2 === 0 ? 0.8 : -0.8);
const turning = (fact: number, at: number) => (at < 800 ? steady(fact) : -steady(fact));

test('a market that turns is remembered for less long, a steady one is not', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    expect(chooseMemory(belief, market(seed, 1_500, turning))).toBe(SHORT_MEMORY);
    expect(chooseMemory(belief, market(seed, 1_500, steady))).toBe(MEMORY);
  }
});

test('a few verdicts, or those without a time, do not shorten it', () => {
  const turned = market(1, 1_500, turning);
  expect(chooseMemory(belief, turned.slice(600, 999))).toBe(MEMORY);
  expect(
    chooseMemory(
      belief,
      turned.map(({ features, accepted }) => ({ features, accepted })),
    ),
  ).toBe(MEMORY);
});

test('it depends on what was said when, not on the order of the log', () => {
  const inTens = market(2, 1_500, turning).map((one) => ({ ...one, at: Math.floor((one.at ?? 0) / 10) }));
  const models = [inTens, inTens.toReversed()].map((log) => fitGroups(belief, log, { groupOf }));
  for (const model of models) expect(model.memory).toBe(SHORT_MEMORY);
  const [one = 0, other = 0] = models.map((model) => predict(model, { 'fact:1': 1 }).logOdds);
  expect(other).toBeCloseTo(one, 5);
});

test('what changed is learned sooner, and the next verdicts fade the old ones as fast', () => {
  const turned = market(3, 1_500, turning);
  const model = fitGroups(belief, turned, { groupOf });
  const slow = fitGroups(belief, turned, { groupOf, memory: MEMORY });
  const lead = { 'fact:1': 1, 'fact:3': 1 }; // worth more than ever
  expect(predict(model, lead).logOdds).toBeGreaterThan(predict(slow, lead).logOdds + 0.2);
  const [next, given] = [0, 1].map(() => fitExactly(belief, turned, { memory: model.memory }));
  if (!next || !given) throw new Error('two models were made');
  const verdict = { features: lead, accepted: false };
  learn(next, verdict);
  learn(given, verdict, SHORT_MEMORY);
  expect(next.mean).toEqual(given.mean);
  expect(next.covariance).toEqual(given.covariance);
});
