import fc from 'fast-check';
import type { CardState } from '../../src/blocks/card-state.ts';
import type { ExplainedTerm } from '../../src/blocks/lead-why.ts';
import type { Brief } from '../../src/handover/brief.ts';
import { HANDOVER_STATES } from '../../src/handover/state.ts';
import { BriefField } from '../../src/playbook/schema.ts';
import type { Assessment, Reason } from '../../src/scoring/assessment.ts';
import { assessment } from './fixtures.ts';

/** What a stranger may call themselves. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '<!channel>',
    '<!here|x>',
    '<@U0EVIL>',
    '<!subteam^S0EVIL>',
    '<https://evil.example|Acme>',
    'https://evil.example/x',
    '&lt;!channel&gt;',
    '*bold* _it_ `code`',
    '\u202Egnp.exe',
    '\u200B',
    '\u0000\u0007',
    '\uD800',
    'a\uDC00b',
    ':fire:',
    '👩‍👩‍👧‍👦'.repeat(900),
    'e' + '\u0301'.repeat(9000),
    '&'.repeat(10_000),
    '<'.repeat(10_000),
    'مرحبا بالعالم',
    'line\nline\r\n\u2028line',
    '`'.repeat(80),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
);
const maybe = fc.option(hostile);
const time = fc.oneof(fc.integer({ min: -9e15, max: 9e15 }), fc.constantFrom(0, 1.7e12, Number.NaN));
const person = fc.constantFrom('U1REP', 'W2REP', '<!channel>', '');
const score = fc.oneof(fc.double({ min: 0, max: 100 }), fc.constant(Number.NaN));
const statement = fc.record({ text: hostile, evidence: fc.array(hostile, { maxLength: 9 }) });

export const briefs: fc.Arbitrary<Brief> = fc.record({
  leadName: hostile,
  fields: fc
    .tuple(...BriefField.options.map(() => fc.option(statement)))
    .map(
      (all) =>
        Object.fromEntries(
          BriefField.options.map((field, index) => [field, all[index] ?? null]),
        ) as Brief['fields'],
    ),
  whyNow: fc.option(statement),
  missing: fc.array(fc.constantFrom(...BriefField.options), { maxLength: 12 }),
  timeline: fc.array(
    fc.record({
      activityId: hostile,
      at: time,
      says: hostile,
      meaningful: fc.boolean(),
      url: fc.option(
        fc.oneof(
          hostile,
          fc.constantFrom('https://ok.example/a', 'javascript:alert(1)', 'https://u:p@evil.example/'),
        ),
      ),
    }),
    { maxLength: 35 },
  ),
});

export const reasons: fc.Arbitrary<Reason> = fc.record({
  term: hostile,
  group: fc.constantFrom('baseline', 'fit.role', 'fit.organisation', 'fit.topic', 'interest'),
  says: hostile,
  points: fc.double({ min: -100, max: 100, noNaN: true }),
  evidence: fc.array(hostile, { maxLength: 9 }),
});

export const explained: fc.Arbitrary<ExplainedTerm> = fc
  .tuple(
    reasons,
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.nat(),
    fc.array(
      fc.record({ leadName: hostile, said: hostile, points: fc.double({ min: -9, max: 9, noNaN: true }) }),
      {
        maxLength: 3,
      },
    ),
  )
  .map(([reason, believed, seen, by]) => ({
    ...reason,
    believed,
    moved: reason.points - believed,
    seen,
    by,
  }));

export const assessments: fc.Arbitrary<Assessment> = fc
  .record({
    fit: score,
    interest: score,
    context: score,
    readiness: score,
    points: score,
    reasons: fc.array(reasons, { maxLength: 90 }),
    gates: fc.array(fc.record({ gate: fc.constant('fit' as const), passed: fc.boolean(), says: hostile }), {
      maxLength: 8,
    }),
    handRaise: fc.boolean(),
  })
  .map((drawn) => ({ ...assessment, ...drawn }));

export const cards: fc.Arbitrary<CardState> = fc.record({
  handoverId: fc.uuid(),
  leadId: fc.uuid(),
  state: fc.constantFrom(...HANDOVER_STATES),
  brief: briefs,
  assessment: assessments,
  handRaise: fc.boolean(),
  secondLook: fc.boolean(),
  host: fc.option(
    fc.record({ leadName: hostile, owner: fc.option(fc.record({ by: person, ended: maybe })) }),
  ),
  sameAs: fc.option(fc.record({ leadName: hostile, channel: hostile, claimedBy: fc.option(person) })),
  claimed: fc.option(
    fc.record({
      by: person,
      at: time,
      took: fc.option(fc.record({ ms: fc.nat(), workingMs: fc.option(fc.nat()) })),
    }),
  ),
  snoozed: fc.option(fc.record({ by: person, until: time, note: maybe })),
  woken: fc.option(fc.record({ why: hostile, note: maybe })),
  lapsed: fc.option(fc.record({ by: person, after: hostile })),
  expiresAfter: fc.constantFrom('2 working days', '30 minutes'),
  rejected: fc.option(fc.record({ by: person, reason: hostile, words: maybe, at: time })),
  outcome: fc.option(fc.record({ by: person, label: hostile, reason: maybe, words: maybe, at: time })),
  snoozePresets: fc.array(fc.record({ label: hostile }), { maxLength: 12 }),
  timezone: fc.constantFrom('Europe/Berlin', 'nowhere', 'UTC'),
});
