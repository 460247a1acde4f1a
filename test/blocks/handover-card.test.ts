import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardState } from '../../src/blocks/card-state.ts';
import { buildHandoverCard } from '../../src/blocks/handover-card.ts';
import { reasonsAgainst, reasonsFor, totalLine } from '../../src/blocks/reasons.ts';
import { assessments } from './arbitraries.ts';
import { assessment, brief, cardIn, HANDOVER_ID, NOW } from './fixtures.ts';

function seen(card: CardState): string {
  return JSON.stringify(buildHandoverCard(card).blocks);
}

function buttonsOf(card: CardState): string[] {
  const block = buildHandoverCard(card).blocks.at(-1);
  if (block?.type !== 'actions') throw new Error('the card ends without actions');
  expect(block.block_id).toBe(`card:${HANDOVER_ID}`);
  return block.elements.map((element) => {
    if (element.type !== 'button') return element.type;
    expect(element.value).toBe(HANDOVER_ID);
    expect(element.accessibility_label).toContain('Jane Doe');
    return element.style === 'primary' ? `[${element.text.text}]` : element.text.text;
  });
}

test.each([
  ['queued', {}, ['[Claim]', 'Snooze...', 'Reject...', 'overflow']],
  ['open', {}, ['[Claim]', 'Snooze...', 'Reject...', 'overflow']],
  [
    'open',
    { host: { leadName: 'Max', owner: null } },
    ['[Take this lead too]', 'Snooze...', 'Reject...', 'overflow'],
  ],
  ['claimed', {}, ['[Log outcome]', 'Release', 'Reject...', 'overflow']],
  ['claimed', { outcome: cardIn('closed').outcome }, ['[Log outcome]', 'Release', 'overflow']],
  ['snoozed', {}, ['Claim', 'Reject...', 'overflow']],
  ['rejected', {}, ['overflow']],
  ['expired', {}, ['overflow']],
  ['closed', {}, ['Correct outcome', 'overflow']],
  ['closed', { outcome: null }, ['overflow']],
  ['closed', { sameAs: { leadName: 'Max', channel: 'sales', claimedBy: null } }, ['overflow']],
] as const)('a card that is %s %o has its buttons', (state, changes, buttons) => {
  expect(buttonsOf(cardIn(state, changes))).toEqual(buttons);
});

test.each([
  [
    'open',
    {},
    [
      'Jane Doe · VP Finance, Acme GmbH',
      '*Readiness 82* · fit 90 · interest 64 · context 100',
      'Why now',
      '+30 ',
      '−15 ',
    ],
  ],
  ['open', { handRaise: true }, ['Asked for us']],
  ['open', { secondLook: true }, ['Second look']],
  ['open', { assessment: { ...assessment, doubt: 24 } }, ['context 100 · _not enough evidence yet_']],
  [
    'open',
    { woken: { why: 'asked for a demo', note: 'ring Jane' } },
    ['Awake again:* asked for a demo', '“ring Jane”'],
  ],
  ['claimed', {}, ['*Claimed* by <@U1REP> in 4 min"', 'Suggested angle']],
  ['claimed', { claimed: { by: 'U1REP', at: NOW, took: null } }, ['*Claimed* by <@U1REP>"']],
  [
    'claimed',
    { claimed: { by: 'U1REP', at: NOW, took: { ms: 54_900_000, workingMs: 900_000 } } },
    ['in 15 min of working time'],
  ],
  [
    'claimed',
    { claimed: { by: 'U1REP', at: NOW, took: { ms: 600_000, workingMs: 0 } } },
    ['in 10 min, outside working hours'],
  ],
  [
    'open',
    { lapsed: { by: 'U1REP', after: '5 working days' } },
    ['<@U1REP> had it for 5 working days without'],
  ],
  ['snoozed', {}, ['*Snoozed* until <!date^1772528400^', '“back from leave”']],
  ['rejected', {}, ['*Rejected* by <@U1REP>: Wrong person', '“a controller”']],
  ['expired', {}, ['*Expired:* nobody took this lead within 2 working days']],
  ['closed', {}, ['Disqualified (no budget), logged by <@U1REP>', '“next year”']],
  ['open', { brief: { ...brief, missing: ['role', 'source'] as const } }, ['Missing: role, source']],
] as const)('a card that is %s %o says so', (state, changes, texts) => {
  const all = seen(cardIn(state, changes as Partial<CardState>));
  for (const text of texts) expect(all).toContain(text);
});

test('an open card shows every field of the brief, and its evidence is one click away', () => {
  const card = buildHandoverCard(cardIn('open'));
  for (const field of Object.values(brief.fields)) expect(JSON.stringify(card.blocks)).toContain(field?.text);
  expect(JSON.stringify(card.blocks.at(-1))).toContain(`"value":"brief:${HANDOVER_ID}"`);
});

test('a card says how far its readiness was off once enough verdicts are final, and before it is not in the way', () => {
  const line = 'Readiness is calibrated on 240 final verdicts, and was off by 4 points on average';
  const known = { ...assessment, calibration: { verdicts: 240, error: 0.04 } };
  expect(seen(cardIn('open', { assessment: known }))).toContain(line);
  expect(seen(cardIn('rejected', { assessment: known }))).toContain(line);
  const young = { ...assessment, calibration: { verdicts: 199, error: null } };
  expect(seen(cardIn('open', { assessment: young }))).not.toContain('calibrated');
});

test('the notification is a sentence about the lead and why now', () => {
  expect(buildHandoverCard(cardIn('open')).text).toBe(
    'New lead: Jane Doe · VP Finance, Acme GmbH. First pricing visit after 5 quiet weeks; 2 colleagues since Tuesday',
  );
});

test('a fact that takes points away is never shown as one for the lead', () => {
  fc.assert(
    fc.property(assessments, (drawn) => {
      expect(reasonsFor(drawn).filter(({ points, group }) => points <= 0 || group === 'baseline')).toEqual(
        [],
      );
      expect(
        reasonsAgainst(drawn).filter(({ points, group }) => points >= 0 || group === 'baseline'),
      ).toEqual([]);
      expect(reasonsFor(drawn).length).toBeLessThanOrEqual(3);
      expect(reasonsAgainst(drawn).length).toBeLessThanOrEqual(2);
    }),
  );
});

test('without anything for it, a card has no line of reasons for', () => {
  const reasons = assessment.reasons.filter(({ points }) => points < 0);
  const all = seen(cardIn('open', { assessment: { ...assessment, reasons } }));
  expect(all).not.toContain('"For: "');
  expect(all).toContain('"Against: "');
});

test('what a card shows of the score adds up to its total', () => {
  fc.assert(
    fc.property(assessments, (drawn) => {
      const shown = [...reasonsFor(drawn), ...reasonsAgainst(drawn)].map(({ points }) => points);
      const [total, ...parts] = [
        ...totalLine(drawn)
          .join('')
          .matchAll(/([+−]?)(\d+)(?:: | from| to)/g),
      ].map(([, sign, digits]) => Number(digits) * (sign === '−' ? -1 : 1));
      expect([...shown, ...parts].reduce((sum, one) => sum + one, 0)).toBe(total);
      expect(total).toBe(Math.round(drawn.reasons.reduce((sum, { points }) => sum + points, 0)) || 0);
    }),
  );
});
