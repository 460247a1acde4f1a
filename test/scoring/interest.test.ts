import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { assess } from '../../src/scoring/assess.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import type { AssessInput, LeadProfile } from '../../src/scoring/assessment.ts';
import {
  addActivity,
  emptyInterest,
  parseInterest,
  type ScoredActivity,
} from '../../src/scoring/interest.ts';
import { readSignals } from '../../src/scoring/signals.ts';

const loaded = loadPlaybook('test/playbook/example.yaml');
if (!loaded.ok) throw new Error('the example playbook does not load');
const { playbook } = loaded;
const NOW = Date.parse('2026-03-02T09:00:00Z');
const DAY = 86_400_000;

const activity = fc
  .record({
    type: fc.constantFrom(...Object.keys(playbook.interest.signals), 'unknown_type', 'constructor'),
    daysAgo: fc.double({ min: 0, max: 400, noNaN: true }),
    page: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ type, daysAgo, page }): Omit<ScoredActivity, 'id'> => ({
    type,
    at: NOW - daysAgo * DAY,
    content: { title: `Page ${page}`, url: `https://ledgerly.example/month-end/${page}`, tags: [] },
  }));
const history = fc
  .array(activity, { maxLength: 60 })
  .map((all) => all.map((one, index) => ({ ...one, id: `a${index}` })));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const profile: fc.Arbitrary<LeadProfile> = fc.record({
  name: maybe(fc.string()),
  email: maybe(fc.emailAddress()),
  emailKind: maybe(fc.constantFrom('work' as const, 'free' as const, 'disposable' as const)),
  role: maybe(fc.constantFrom('CFO', 'VP Finance', 'Controller', 'Student', 'Gardener')),
  phone: fc.constant(null),
  country: maybe(fc.constantFrom('DE', 'US', 'FR')),
  tags: fc.array(fc.string(), { maxLength: 3 }),
  company: fc.record({
    name: maybe(fc.string()),
    domain: maybe(fc.domain()),
    industry: maybe(fc.constantFrom('manufacturing', 'education', 'mining', 'constructor')),
    employees: maybe(fc.nat(20_000)),
    country: maybe(fc.constantFrom('DE', 'US')),
  }),
  source: maybe(fc.record({ channel: maybe(fc.string()), campaign: maybe(fc.string()) })),
});

const blank: LeadProfile = {
  name: null,
  email: null,
  emailKind: null,
  role: null,
  phone: null,
  country: null,
  tags: [],
  company: { name: null, domain: null, industry: null, employees: null, country: null },
  source: null,
};

function fold(activities: ScoredActivity[]) {
  return activities.reduce((state, one) => addActivity(state, one, playbook), emptyInterest());
}

function input(known: LeadProfile, activities: ScoredActivity[]): AssessInput {
  return {
    profile: known,
    interest: fold(activities),
    colleagues: { active: 0, since: null },
    playbook,
    model: learnFrom(playbook, []),
    since: null,
    now: NOW,
  };
}

test('reasons add up exactly to the points, and every number is one', () => {
  fc.assert(
    fc.property(profile, history, (known, activities) => {
      const assessment = assess(input(known, activities));
      expect(assessment.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(assessment.points);
      for (const value of [assessment.fit, assessment.interest, assessment.context, assessment.readiness]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test.each([
  ['webinar_attended', 30],
  ['demo_requested', 90],
  ['webinar_registered', 14], // the playbook's half_life_days, since it has none of its own
])('forward decay of %s in any order of arrival equals the naive sum over history', (type, halfLifeDays) => {
  const days = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(days, (ago) => {
      const state = fold(
        ago.map((daysAgo, index) => ({
          id: `a${index}`,
          type,
          at: NOW - daysAgo * DAY,
          content: { title: null, url: `https://ledgerly.example/${index}`, tags: [] },
        })),
      );
      const naive = ago.reduce((sum, daysAgo) => sum + 2 ** (-daysAgo / halfLifeDays), 0);
      expect(readSignals(state, playbook, NOW).terms[0]?.faded).toBeCloseTo(naive, 9);
    }),
  );
});

test('a signal brings its cap at most, however often it comes; a type that is not known brings nothing', () => {
  const read = Array.from({ length: 30 }, (_, index) => ({
    id: `a${index}`,
    type: 'content_viewed',
    at: NOW,
    content: { title: null, url: `https://x.example/${index}`, tags: [] },
  }));
  const pointsOf = (activities: ScoredActivity[]) => readSignals(fold(activities), playbook, NOW).points;
  expect(pointsOf(read.slice(0, 4))).toBe(12);
  expect(pointsOf(read)).toBe(15);
  expect(fold(read.map((one) => ({ ...one, type: 'unknown_type' })))).toEqual(emptyInterest());
});

test('one more of a meaningful action never lowers readiness', () => {
  fc.assert(
    fc.property(profile, history, fc.nat(1000), (known, activities, page) => {
      const more = {
        id: 'more',
        type: 'resource_downloaded',
        at: NOW,
        content: { title: null, url: `https://x.example/${page}`, tags: [] },
      };
      const before = assess(input(known, activities)).readiness;
      expect(assess(input(known, [...activities, more])).readiness).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('what is kept of a lead stays small, and survives the database as it is', () => {
  const activities = Array.from({ length: 5_000 }, (_, index) => ({
    id: `a${index}`,
    type: 'content_viewed',
    at: NOW - index * 60_000,
    content: { title: `Page ${index}`, url: `https://ledgerly.example/${index}`, tags: [] },
  }));
  const state = fold(activities);
  expect(JSON.stringify(state).length).toBeLessThan(20_000);
  expect(parseInterest(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test('the same thing again counts less, and within once_per not at all', () => {
  const again = (type: string, daysAgo: number, id: string) => ({
    id,
    type,
    at: NOW - daysAgo * DAY,
    content: { title: 'Guide', url: 'https://x.example', tags: [] },
  });
  const guides = fold([
    again('resource_downloaded', 0, 'a'),
    again('resource_downloaded', 0, 'b'),
    again('resource_downloaded', 0, 'c'),
  ]);
  expect(guides.signals['resource_downloaded']?.sum).toBeCloseTo(1 + 1 / 2 + 1 / 3, 9);
  const pricing = fold([again('pricing_viewed', 0, 'a'), again('pricing_viewed', 3, 'b')]);
  expect(pricing.signals['pricing_viewed']).toMatchObject({ sum: 1, count: 2, counted: 1 });
});

test('an unsubscribe starts interest again from nothing', () => {
  const one = (type: string, daysAgo: number) => ({
    id: `${type}${daysAgo}`,
    type,
    at: NOW - daysAgo * DAY,
    content: null,
  });
  expect(
    fold([one('demo_requested', 5), one('unsubscribed', 4), one('webinar_attended', 6)]).signals,
  ).toEqual({});
});

test('three different pieces make reading meaningful, the same piece thrice does not', () => {
  const read = (page: string, id: string) => ({
    id,
    type: 'content_viewed',
    at: NOW,
    content: { title: null, url: page, tags: [] },
  });
  expect(fold([read('a', '1'), read('a', '2'), read('a', '3')]).lastMeaningful).toBeNull();
  expect(fold([read('a', '1'), read('b', '2'), read('c', '3')]).lastMeaningful).toMatchObject({
    activityId: '3',
  });
});

test('a steady habit is no surge', () => {
  const habit = Array.from({ length: 40 }, (_, index) => ({
    id: `a${index}`,
    type: 'resource_downloaded',
    at: NOW - (40 - index) * 6.5 * DAY,
    content: { title: null, url: `https://x.example/${index}`, tags: [] },
  }));
  expect(assess(input(blank, habit)).whyNow).toBeNull();
});
