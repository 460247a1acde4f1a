import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBrief } from '../../src/handover/build-brief.ts';
import { BriefField } from '../../src/playbook/schema.ts';
import { assess } from '../../src/scoring/assess.ts';
import type { LeadProfile } from '../../src/scoring/assessment.ts';
import type { ScoredActivity } from '../../src/scoring/interest.ts';
import { CFO, did, examplePlaybook, inputFor, NOBODY, NOW } from '../scoring/example.ts';

const playbook = {
  ...examplePlaybook(),
  gates: { ...examplePlaybook().gates, context: [...BriefField.options] },
};

function brief(profile: LeadProfile, activities: ScoredActivity[], colleagues = { active: 0, since: null }) {
  const assessment = assess(inputFor(profile, activities, { playbook, colleagues }));
  const newestFirst = activities.toSorted((a, b) => b.at - a.at);
  return buildBrief({ profile, assessment, activities: newestFirst, colleagues, playbook, now: NOW });
}

test('the summary says what they did, how often, on what and in how many days', () => {
  const { fields } = brief(CFO, [
    did('resource_downloaded', 9, 'month-end checklist'),
    did('resource_downloaded', 5, 'month-end in five days'),
    did('webinar_attended', 2, 'fast-close'),
    did('pricing_viewed', 0, null),
    did('pricing_viewed', 0, null),
  ]);
  expect(fields.summary?.text).toBe(
    'looked at pricing twice, attended “fast-close”, and downloaded 2 resources, on month-end close in 9 days',
  );
  expect(fields.summary?.evidence).toHaveLength(5);
  expect(fields.latest_action?.text).toBe('looked at pricing, today');
});

test('a topic is named as the main one only when most was about it', () => {
  const on = (...pages: [string, number][]) =>
    brief(
      CFO,
      pages.flatMap(([page, times]) =>
        Array.from({ length: times }, (_, index) => did('resource_downloaded', 1, `${page} ${index}`)),
      ),
    ).fields.summary?.text;
  expect(on(['month-end', 2])).toMatch(/, on month-end close$/);
  expect(on(['month-end', 2], ['audit', 1])).toMatch(/, mostly on month-end close$/);
  expect(on(['month-end', 3], ['audit', 2])).toMatch(/, on month-end close and audit readiness$/);
});

test('problem and angle follow from what they looked at, and rest on exactly that', () => {
  const about = did('resource_downloaded', 3, 'intercompany');
  const { fields } = brief(CFO, [about, did('pricing_viewed', 1, null)]);
  expect(fields.problem).toEqual({
    text: expect.stringContaining('Intercompany balances'),
    evidence: [about.id],
  });
  expect(fields.angle?.text).toBe(
    'Ask how many entities Acme consolidates, and where the differences get stuck',
  );
});

test('reading is marked as meaningful from the third different piece on', () => {
  const pages = ['a', 'b', 'a', 'c'].map((page, index) => did('content_viewed', 5 - index, page));
  const { timeline } = brief(CFO, pages);
  expect(timeline.map(({ says, meaningful }) => [says, meaningful])).toEqual([
    ['read “c”', true],
    ['read “a”', false],
    ['read “b”', false],
    ['read “a”', false],
  ]);
});

test('a surge rests on all that was meaningful since it began', () => {
  const surge = [
    did('resource_downloaded', 3, 'a'),
    did('email_clicked', 2),
    did('webinar_attended', 1, 'b'),
    did('pricing_viewed', 0.5),
  ];
  const { whyNow } = brief(CFO, surge);
  expect(whyNow?.text).toMatch(/^3 meaningful actions/);
  expect(new Set(whyNow?.evidence)).toEqual(new Set([surge[0]?.id, surge[2]?.id, surge[3]?.id]));
});

test('only https addresses become links', () => {
  const [first] = brief(CFO, [
    { ...did('content_viewed', 1), content: { title: 'x', url: 'javascript:alert(1)', tags: [] } },
  ]).timeline;
  expect(first?.url).toBeNull();
});

test('company context counts colleagues; of whom nothing is known nothing is said', () => {
  const colleagues = { active: 2, since: null };
  expect(brief(CFO, [], colleagues).fields.company_context?.text).toBe(
    'manufacturing · 800 employees · Germany · 2 more active this week',
  );
  const { leadName, fields } = brief(NOBODY, []);
  expect(leadName).toBe('Unknown visitor');
  expect(Object.values(fields).every((field) => field === null)).toBe(true);
});

const anyProfile = fc.record({
  role: fc.constantFrom(null, 'CFO', 'Gardener'),
  name: fc.constantFrom(null, 'Jane'),
  source: fc.constantFrom(null, { channel: null, campaign: null }, { channel: 'ads', campaign: null }),
  company: fc.record({
    name: fc.constantFrom(null, 'Acme'),
    domain: fc.constantFrom(null, 'acme.example'),
    industry: fc.constantFrom(null, 'mining'),
    employees: fc.constantFrom(null, 5),
    country: fc.constantFrom(null, 'DE'),
  }),
});
const anyHistory = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(playbook.interest.signals), 'unknown_type'),
    fc.nat(200),
    fc.constantFrom(null, 'month-end', 'audit', 'about-us'),
  ),
  { maxLength: 12 },
);

test('a field is missing for the gate exactly when the brief has nothing to say in it', () => {
  fc.assert(
    fc.property(anyProfile, anyHistory, (known, history) => {
      const activities = history.map(([type, daysAgo, page]) => did(type, daysAgo, page));
      const { fields, missing } = brief({ ...NOBODY, ...known }, activities);
      const empty = BriefField.options.filter((field) => fields[field] === null);
      expect(missing.toSorted()).toEqual(empty.toSorted());
    }),
  );
});

test('every statement rests on an activity of the lead or on a known fact', () => {
  fc.assert(
    fc.property(anyProfile, anyHistory, (known, history) => {
      const activities = history.map(([type, daysAgo, page]) => did(type, daysAgo, page));
      const ids = new Set(activities.map(({ id }) => id));
      for (const field of Object.values(brief({ ...NOBODY, ...known }, activities).fields)) {
        if (field === null) continue;
        expect(field.text).not.toBe('');
        expect(field.evidence.length).toBeGreaterThan(0);
        for (const one of field.evidence)
          expect(ids.has(one) || /^(profile|company)\.[a-z]+$/.test(one)).toBe(true);
      }
    }),
  );
});
