import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import type { AssessInput } from '../../src/scoring/assessment.ts';
import { nextChange } from '../../src/scoring/crossing.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import { CFO, DAY, did, examplePlaybook, inputFor, NOW } from './example.ts';

const SECOND = 1_000;
const base = examplePlaybook();
const signals = [
  'pricing_viewed',
  'webinar_attended',
  'resource_downloaded',
  'content_viewed',
  'careers_viewed',
];

/** What time alone can change of a lead. */
function standing(input: AssessInput, now: number) {
  const { gates, whyNow } = assess({ ...input, now });
  const passed = gates.map((gate) => [gate.gate, gate.passed]);
  return JSON.stringify([passed.filter(([gate]) => gate !== 'fit' && gate !== 'context'), whyNow?.trigger]);
}
const changeOf = (input: AssessInput) => nextChange(input, assess(input));

const anyInput = fc
  .record({
    actions: fc.array(
      fc.record({
        type: fc.constantFrom(...signals, 'demo_requested'),
        minutesAgo: fc.integer({ min: 0, max: 90 * 1440 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    points: fc.dictionary(fc.constantFrom(...signals), fc.integer({ min: -40, max: 40 })),
    halfLives: fc.dictionary(fc.constantFrom(...signals), fc.integer({ min: 1, max: 90 })),
    capped: fc.boolean(),
    gates: fc.record({
      interest: fc.integer({ min: 0, max: 100 }),
      readiness: fc.integer({ min: 0, max: 100 }),
    }),
    colleagues: fc.option(
      fc.record({
        active: fc.integer({ min: 1, max: 3 }),
        since: fc.integer({ min: NOW - 7 * DAY, max: NOW }),
      }),
    ),
    learned: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  .map(({ actions, points, halfLives, capped, gates, colleagues, learned }) => {
    const changed = Object.entries(base.interest.signals).map(([name, signal]) => [
      name,
      {
        ...signal,
        points: points[name] ?? signal.points,
        half_life_days: halfLives[name] ?? signal.half_life_days,
        cap: capped ? signal.cap : undefined,
      },
    ]);
    const playbook = {
      ...base,
      gates: { ...base.gates, ...gates },
      interest: { ...base.interest, signals: Object.fromEntries(changed) },
    };
    const model = learnFrom(playbook, []);
    model.mean[0] = (model.mean[0] ?? 0) + learned; // as verdicts may move the base
    return inputFor(
      CFO,
      actions.map(({ type, minutesAgo }, index) => ({
        ...did(type, 0, `page ${index % 4}`),
        at: NOW - minutesAgo * 60_000,
      })),
      { playbook, model, colleagues: colleagues ?? { active: 0, since: null } },
    );
  });

test('until the moment that is reckoned nothing changes, and then something does: as a sweep would find it', () => {
  fc.assert(
    fc.property(
      anyInput,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
      (input, shares) => {
        const at = changeOf(input);
        const now = standing(input, input.now);
        const end = at ?? input.now + 400 * DAY;
        for (const share of shares) {
          const time = Math.floor(input.now + share * (end - input.now));
          expect([time, time < end - SECOND ? standing(input, time) : now]).toEqual([time, now]);
        }
        const { since } = input.colleagues;
        const isColleague = at !== null && since !== null && at === since + 7 * DAY + 1;
        const after = at === null || isColleague ? null : standing(input, at);
        expect(after).not.toBe(now);
      },
    ),
    { numRuns: 150 },
  );
});

test('with one half-life the moment is solved for: half of the interest is left after one', () => {
  const playbook = { ...base, gates: { ...base.gates, interest: 50, readiness: 0, why_now_days: 60 } };
  // 60 faded points are one half-life over the 30 that a gate of 50 asks for.
  const input = inputFor(
    CFO,
    [
      did('resource_downloaded', 0, 'a'),
      did('resource_downloaded', 0, 'b'),
      did('resource_downloaded', 0, 'c'),
      did('resource_downloaded', 0, 'd'),
    ],
    { playbook },
  );
  const at = changeOf(input) ?? 0;
  expect(Math.abs(at - (NOW + 60 * DAY))).toBeLessThanOrEqual(2);
});

test('what speaks against a lead fades too: the moment at which it gets over the line', () => {
  const playbook = {
    ...base,
    gates: { ...base.gates, interest: 0, readiness: 60, why_now_days: 90 },
    interest: {
      ...base.interest,
      signals: {
        ...base.interest.signals,
        webinar_attended: { ...base.interest.signals['webinar_attended'], half_life_days: 3650 },
        careers_viewed: { ...base.interest.signals['careers_viewed'], points: -60, half_life_days: 2 },
      },
    },
  };
  const input = inputFor(CFO, [did('webinar_attended', 0), did('careers_viewed', 0)], {
    playbook: { ...base, ...playbook } as typeof base,
  });
  const at = changeOf(input) ?? 0;
  expect(assess(input).readiness).toBeLessThan(60);
  expect(at).toBeGreaterThan(NOW + DAY);
  expect(assess({ ...input, now: at }).readiness).toBeGreaterThanOrEqual(60);
  expect(assess({ ...input, now: at - 2 * SECOND }).readiness).toBeLessThan(60);
});
