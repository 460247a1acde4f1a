import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import type { AssessInput } from '../../src/scoring/assessment.ts';
import type { ScoredActivity } from '../../src/scoring/interest.ts';
import { learnFrom, type StoredVerdict } from '../../src/scoring/lesson.ts';
import { type Model, weightOf } from '../../src/scoring/model/model.ts';
import { CFO, DAY, did, examplePlaybook, inputFor, NOBODY, NOW } from './example.ts';

const playbook = examplePlaybook();
const signals = Object.keys(playbook.interest.signals).filter(
  (name) => playbook.interest.signals[name]?.points,
);
const believed = learnFrom(playbook, []);

/** So many minutes ago, newest last; few pages, so that they come again, or so many that none does. */
const activities = fc
  .tuple(
    fc.constantFrom(3, 1_000),
    fc.array(
      fc.record({
        type: fc.oneof(fc.constantFrom(...signals), fc.constant('content_viewed')),
        minutesAgo: fc.integer({ min: 0, max: 60 * 1440 }),
        page: fc.nat(),
        about: fc.constantFrom('month-end', 'intercompany', 'audit', 'news'),
      }),
      { minLength: 1, maxLength: 80 },
    ),
  )
  .map(([pages, actions]) =>
    actions
      .map(({ type, minutesAgo, page, about }) => ({
        ...did(type, 0, `${about}-${page % pages}`),
        at: NOW - minutesAgo * 60_000,
      }))
      .toSorted((a, b) => a.at - b.at),
  );
const lead = fc.record({
  activities,
  profile: fc.record({
    role: fc.constantFrom('CFO', 'Controller', 'Student', null),
    source: fc.constantFrom({ channel: 'linkedin', campaign: null }, null),
    company: fc.constantFrom(CFO.company, NOBODY.company),
  }),
  colleagues: fc.constantFrom(
    { active: 0, since: null },
    { active: 1, since: NOW - DAY },
    { active: 3, since: NOW - 3 * DAY },
  ),
  since: fc.constantFrom(null, NOW - 10 * DAY),
});
type Lead = typeof lead extends fc.Arbitrary<infer Value> ? Value : never;

function assessed({ profile, ...more }: Lead, actions: ScoredActivity[], model: Model) {
  const input: Partial<AssessInput> = { colleagues: more.colleagues, since: more.since, model };
  return assess(inputFor({ ...CFO, ...profile }, actions, input));
}

const verdicts = fc.array(
  fc.record({ of: lead, accepted: fc.boolean() }).map(({ of, accepted }): StoredVerdict => ({
    kind: accepted ? 'outcome' : 'rejected',
    teaches: accepted ? 'positive' : 'interest',
    features: assessed(of, of.activities, believed).features,
    at: NOW,
  })),
  { maxLength: 20 },
);

/** One action more, at the same time as the newest or later. */
const more = fc.record({
  type: fc.constantFrom(...signals),
  page: fc.constantFrom('month-end-1', 'audit-2', 'news-2000', null),
  later: fc.double({ min: 0, max: 1, noNaN: true }),
});

function addOne(
  { activities: before }: Lead,
  { type, page, later }: typeof more extends fc.Arbitrary<infer V> ? V : never,
) {
  const newest = before.at(-1)?.at ?? NOW;
  return [...before, { ...did(type, 0, page), at: Math.round(newest + later * (NOW - newest)) }];
}

test('by the playbook alone, one more action of a signal that has points never lowers readiness or interest', () => {
  fc.assert(
    fc.property(lead, more, (one, another) => {
      fc.pre(weightOf(believed, `signal:${another.type}`).weight > 0);
      const [before, after] = [one.activities, addOne(one, another)].map((actions) =>
        assessed(one, actions, believed),
      );
      expect(after?.points).toBeGreaterThanOrEqual((before?.points ?? 0) - 1e-9);
      expect(after?.interest).toBeGreaterThanOrEqual((before?.interest ?? 0) - 1e-9);
    }),
    { numRuns: 300 },
  );
});

test('after any verdicts it lowers readiness only by what it says besides: other news, other topics, more breadth', () => {
  fc.assert(
    fc.property(lead, more, verdicts, (one, another, learnedFrom) => {
      const model = learnFrom(playbook, learnedFrom);
      fc.pre(weightOf(model, `signal:${another.type}`).weight > 0);
      const [before, after] = [one.activities, addOne(one, another)].map((actions) => {
        const { points, reasons } = assessed(one, actions, model);
        const besides = reasons.filter(({ term }) => /^(now|timing|topic):|^breadth:things$/.test(term));
        return points - besides.reduce((sum, reason) => sum + reason.points, 0);
      });
      expect(after).toBeGreaterThanOrEqual((before ?? 0) - 1e-9);
    }),
    { numRuns: 150 },
  );
});
