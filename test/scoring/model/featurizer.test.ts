import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFeaturizer } from '../../../bench/score/featurizer.ts';
import { oneByOne, type Lead } from '../../../bench/score/leads.ts';

const fact = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
);
const leads = fc
  .array(
    fc.record({
      attrs: fc.dictionary(fc.constantFrom('visits', 'source', 'constructor', ''), fact),
      events: fc.array(fc.record({ kind: fc.constantFrom('call', 'offer'), ageDays: fc.nat(90) }), {
        maxLength: 6,
      }),
      label: fc.constantFrom(0, 1),
    }),
    { minLength: 20, maxLength: 60 },
  )
  .map(oneByOne);

/** The terms of each lead at the moment it comes in. */
function termsOf(all: readonly Lead[]) {
  const featurizer = createFeaturizer();
  return all.map((lead) => {
    featurizer.meet(lead);
    return featurizer.features(lead);
  });
}

test('terms come from the leads up to now, never from a label or a later lead', () => {
  fc.assert(
    fc.property(leads, leads, (all, later) => {
      const terms = termsOf(all);
      expect(termsOf(all.map((lead) => ({ ...lead, label: 1 - lead.label })))).toEqual(terms);
      expect(termsOf([...all, ...later]).slice(0, all.length)).toEqual(terms);
    }),
  );
});

test('a larger number passes all the steps of a smaller one', () => {
  const featurizer = createFeaturizer();
  const lead = (visits: number) => ({ attrs: { visits }, events: [], label: 0, scoredAt: 0, labelAt: 0 });
  for (let visits = 0; visits < 100; visits++) featurizer.meet(lead(visits));
  const few = Object.keys(featurizer.features(lead(30)));
  const many = Object.keys(featurizer.features(lead(80)));
  expect(few.length).toBeGreaterThan(1);
  expect(many).toEqual(expect.arrayContaining(few));
  expect(many.length).toBeGreaterThan(few.length);
  expect(Object.keys(featurizer.features(lead(0)))).toEqual(['visits\tzero']);
});
