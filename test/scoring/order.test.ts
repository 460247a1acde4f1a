import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import { learnFrom, type StoredVerdict } from '../../src/scoring/lesson.ts';
import { predict } from '../../src/scoring/model/predict.ts';
import { CFO, DAY, did, examplePlaybook, inputFor, NOBODY, NOW } from './example.ts';

const playbook = examplePlaybook();
const believed = learnFrom(playbook, []);

const action = fc
  .record({
    type: fc.constantFrom(
      'pricing_viewed',
      'webinar_attended',
      'resource_downloaded',
      'content_viewed',
      'careers_viewed',
      'demo_requested',
    ),
    daysAgo: fc.integer({ min: 0, max: 40 }),
    page: fc.constantFrom('month-end', 'intercompany', 'audit', 'news'),
  })
  .map(({ type, daysAgo, page }) => did(type, daysAgo, page));
/** A lead as the score sees it: facts, faded signals, topics, source, breadth, news. */
const features = fc
  .record({
    role: fc.constantFrom('CFO', 'Controller', 'Accountant', 'Student', null),
    industry: fc.constantFrom('manufacturing', 'logistics', 'software', 'education', null),
    employees: fc.constantFrom(5, 100, 800, null),
    country: fc.constantFrom('DE', 'US', 'FR', null),
    emailKind: fc.constantFrom('work', 'work', 'free'),
    channel: fc.constantFrom('linkedin', 'google', 'partner', 'syndication'),
    actions: fc.array(action, { minLength: 1, maxLength: 6 }),
    active: fc.constantFrom(0, 0, 2),
  })
  .map(({ role, industry, employees, country, emailKind, channel, actions, active }) => {
    const company = { ...NOBODY.company, industry, employees };
    const profile = { ...CFO, role, country, emailKind, company, source: { channel, campaign: null } };
    const colleagues = { active, since: active ? NOW - DAY : null };
    return assess(inputFor(profile, actions, { colleagues, model: believed })).features;
  });

/** Verdicts of a market that has its own mind: what it accepts is off from the table by a weight for each term. */
const verdictsOf = (count: number) =>
  fc
    .record({
      leads: fc.array(fc.tuple(features, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 9 })), {
        minLength: count,
        maxLength: count,
      }),
      off: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
    })
    .map(({ leads, off }) => {
      const terms = [...new Set(leads.flatMap(([lead]) => Object.keys(lead)))];
      return leads.map(([lead, chance, kind]): StoredVerdict => {
        const z = Object.entries(lead).reduce(
          (sum, [term, value]) => sum + (off[terms.indexOf(term) % 60] ?? 0) * value,
          predict(believed, lead).logOdds,
        );
        const isGood = chance < 1 / (1 + Math.exp(-z));
        const [said, teaches] = isGood ? ['outcome', 'positive'] : ['rejected', 'interest'];
        if (kind === 0) return { kind: 'snoozed', teaches: 'timing', features: lead, at: 0 };
        if (kind === 1) return { kind: 'claimed', teaches: 'nothing', features: lead, at: 0 };
        return { kind: said ?? '', teaches: teaches ?? '', features: lead, at: 0 };
      });
    });

const market = fc
  .integer({ min: 20, max: 300 })
  .chain((count) =>
    fc.tuple(
      verdictsOf(count),
      fc.array(features, { minLength: 30, maxLength: 30 }),
      fc.infiniteStream(fc.nat()),
    ),
  );

const accepted = ({ kind }: StoredVerdict) => Number(kind === 'outcome');
const orders: [name: string, order: (log: StoredVerdict[], random: Iterator<number>) => StoredVerdict[]][] = [
  ['backwards', (log) => log.toReversed()],
  ['the accepted first', (log) => log.toSorted((a, b) => accepted(b) - accepted(a))],
  [
    'shuffled',
    (log, random) =>
      log
        .map((one) => ({ one, by: Number(random.next().value) }))
        .toSorted((a, b) => a.by - b.by)
        .map(({ one }) => one),
  ],
];

test.each(orders)(
  'what leads are scored by is within 0.02 of another order of the log: %s',
  (_name, order) => {
    /** As a tick has it: the exact fit, in which what was said earlier has faded more. */
    const served = (log: StoredVerdict[]) =>
      learnFrom(
        playbook,
        log.map((one, index) => ({ ...one, at: NOW + index * 60_000 })),
      );
    fc.assert(
      fc.property(market, ([log, leads, random]) => {
        const [one, other] = [served(log), served(order(log, random))];
        for (const lead of leads) {
          const apart = Math.abs(predict(one, lead).probability - predict(other, lead).probability);
          expect(apart).toBeLessThan(0.02);
        }
      }),
      { numRuns: 15 },
    );
  },
);
