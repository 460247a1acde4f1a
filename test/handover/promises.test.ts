import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duePromise, nextPromise, PROMISES } from '../../src/handover/promises.ts';
import { workingTimeBetween, calendarOfChannel } from '../../src/handover/working-time.ts';
import { examplePlaybook } from '../scoring/example.ts';

const playbook = examplePlaybook(); // #sales-dach works from 09:00 to 18:00 in Berlin, Monday to Friday
const MONDAY = new Date('2026-03-02T09:00:00Z');
const OPEN = {
  channel: 'sales-dach',
  state: 'open',
  waitingSince: MONDAY,
  openedAt: MONDAY,
  createdAt: MONDAY,
  claimedAt: null as Date | null,
  outcomeId: null,
  snoozedUntil: null,
  keptPromise: null as string | null,
};
const CLAIMED = { ...OPEN, state: 'claimed', claimedAt: MONDAY };

/** The promises of a handover that stays as it is, each kept when it is due. */
function allOf(handover: typeof OPEN, by = playbook): [string, string][] {
  const next = nextPromise(handover, by);
  if (!next) return [];
  return [[next.name, next.at.toISOString()], ...allOf({ ...handover, keptPromise: next.name }, by)];
}

test('an open card: a nudge, an escalation and its end, in working time', () => {
  expect(allOf(OPEN)).toEqual([
    ['nudge', '2026-03-02T09:15:00.000Z'],
    ['escalate', '2026-03-02T10:00:00.000Z'],
    ['expire', '2026-03-04T09:00:00.000Z'],
  ]);
});

test('a card that comes at night is promised from the next morning on, by the clock of summer or winter', () => {
  const night = { ...OPEN, waitingSince: new Date('2026-03-27T21:00:00Z') };
  expect(allOf(night)).toEqual([
    ['nudge', '2026-03-30T07:15:00.000Z'],
    ['escalate', '2026-03-30T08:00:00.000Z'],
    ['expire', '2026-03-31T16:00:00.000Z'],
  ]);
});

test('a claim: a question and its lapse; none once an outcome is logged', () => {
  expect(allOf(CLAIMED)).toEqual([
    ['ask', '2026-03-05T09:00:00.000Z'],
    ['lapse', '2026-03-09T09:00:00.000Z'],
  ]);
  expect(nextPromise({ ...CLAIMED, outcomeId: 'in_conversation' }, playbook)).toBeNull();
});

test('a sleeping card wakes at its time, whoever works then', () => {
  const until = new Date('2026-03-07T22:00:00Z');
  expect(nextPromise({ ...OPEN, state: 'snoozed', snoozedUntil: until }, playbook)).toEqual({
    name: 'wake',
    at: until,
  });
});

test.each(['queued', 'rejected', 'expired', 'closed'])(
  'nothing is promised of a card that is %s',
  (state) => {
    expect(nextPromise({ ...OPEN, state }, playbook)).toBeNull();
  },
);

test('what the playbook does not promise is not kept; whoever is to be called must be named', () => {
  const { nudge_after: _nudge, escalate_to: _to, ...service_levels } = playbook.service_levels;
  expect(allOf(OPEN, { ...playbook, service_levels }).map(([name]) => name)).toEqual(['expire']);
});

test('holidays of the playbook move what is due', () => {
  expect(allOf(OPEN, { ...playbook, holidays: ['2026-03-03'] }).at(-1)).toEqual([
    'expire',
    '2026-03-05T09:00:00.000Z',
  ]);
});

test('of all that fell due together only the last is kept', () => {
  const due = (now: string, keptPromise: string | null = null) =>
    duePromise({ ...OPEN, keptPromise }, playbook, new Date(now))?.name ?? null;
  expect(due('2026-03-02T09:14:59Z')).toBeNull();
  expect(due('2026-03-02T09:15:00Z')).toBe('nudge');
  expect(due('2026-03-02T09:59:59Z', 'nudge')).toBeNull();
  expect(due('2026-03-02T12:00:00Z')).toBe('escalate');
  expect(due('2026-03-02T12:00:00Z', 'escalate')).toBeNull();
  expect(due('2026-03-20T12:00:00Z')).toBe('expire');
});

test('wherever the clock jumps, each promise is kept at most once, none too early, and the card ends', () => {
  const calendar = calendarOfChannel(playbook, OPEN.channel);
  const jumps = fc.array(fc.integer({ min: -4 * 60, max: 10 * 60 }), { minLength: 40, maxLength: 80 });
  fc.assert(
    fc.property(jumps, (minutes) => {
      let now = MONDAY.getTime();
      let keptPromise: string | null = null;
      const kept: string[] = [];
      for (const step of [...minutes, 60 * 24 * 14]) {
        now = Math.max(MONDAY.getTime(), now + step * 60_000);
        const due = duePromise({ ...OPEN, keptPromise }, playbook, new Date(now));
        if (!due || kept.includes('expire')) continue;
        expect(workingTimeBetween(calendar, MONDAY, new Date(now))).toBeGreaterThanOrEqual(15 * 60_000);
        keptPromise = due.name;
        kept.push(due.name);
      }
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept.toSorted((a, b) => rank(a) - rank(b))).toEqual(kept);
      expect(kept.at(-1)).toBe('expire');
    }),
  );
});

function rank(name: string): number {
  return PROMISES.findIndex((one) => one === name);
}
