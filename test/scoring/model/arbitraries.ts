import fc from 'fast-check';
import { priorFromPoints, type Features, type Prior } from '../../../src/scoring/model/prior.ts';
import type { Verdict } from '../../../src/scoring/model/online.ts';

export const TERMS = ['role:vp', 'role:student', 'pricing', 'webinar', 'country:DE', 'constructor', 'new'];

/** Amounts that a lead may have: a fact that holds, or a logarithm of a sum. */
const amount = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 6, noNaN: true }));
/** Amounts that no lead should have, and that a mistake may bring. */
const wildAmount = fc.oneof(
  amount,
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308, 5e-324),
);

const featuresOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Features> =>
  fc.dictionary(fc.constantFrom(...TERMS), value, { maxKeys: TERMS.length });
export const features = featuresOf(amount);
export const wildFeatures = featuresOf(wildAmount);

const verdictOf = (lead: fc.Arbitrary<Features>): fc.Arbitrary<Verdict> =>
  fc.record(
    {
      features: lead,
      accepted: fc.oneof(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true })),
      weight: fc.double({ min: 0, max: 2, noNaN: true }),
      at: fc.oneof(fc.integer({ min: 0, max: 1e13 }), fc.constantFrom(1, 2)),
    },
    { requiredKeys: ['features', 'accepted'] },
  );
export const verdict = verdictOf(features);
export const wildVerdict = verdictOf(wildFeatures);

export const prior: fc.Arbitrary<Prior> = fc
  .record({
    points: fc.dictionary(fc.constantFrom(...TERMS.slice(0, -1)), fc.integer({ min: -60, max: 60 })),
    acceptance: fc.double({ min: 0.02, max: 0.9, noNaN: true }),
    usual: features,
  })
  .map(priorFromPoints);
