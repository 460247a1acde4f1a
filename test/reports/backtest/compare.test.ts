import { expect, test } from 'vitest';
import { compare } from '../../../src/reports/backtest/compare.ts';
import type { Replay } from '../../../src/reports/backtest/replay.ts';
import type { Label, Talk } from '../../../src/reports/backtest/talks.ts';

const DAY_MS = 86_400_000;
const SINCE = new Date('2026-01-01T09:00:00Z');

function talk(id: string, label: Label): Talk {
  const at = SINCE.getTime();
  return { id, leadId: id, companyId: null, channel: 'sales', at, closedAt: null, verdict: null, label };
}

/** A replay in which one playbook said this of handovers that sales came to judge. */
function replayOf(said: [readiness: number, label: Label][]): Replay {
  const scored = said.map(([readiness, label], index) => ({
    talk: talk(`lead ${index}`, label),
    readiness,
    logOdds: Number.NaN, // no figure is made of it
  }));
  return { activities: 0, isCut: false, names: new Map(), inFact: [], sides: [{ handedOver: [], scored }] };
}

const TEN: [readiness: number, label: Label][] = [
  [15, 'rejected'],
  [75, 'accepted'],
  [45, 'rejected'],
  [95, 'accepted'],
  [35, 'accepted'],
  [75, 'rejected'],
  [55, 'accepted'],
  [25, 'rejected'],
  [65, 'accepted'],
  [45, 'rejected'],
];

test('from ten judged handovers on it says how well the playbook ranks, and how far off it is', () => {
  const [side] = compare(replayOf([...TEN, [99, 'unknown'], [1, 'unknown']]), SINCE);
  // Of 25 pairs 95 stands above 5 rejected, 75 above 4 and one half, 65 and 55 above 4 each, 35 above 2.
  expect(side?.quality.areaUnderCurve).toBeCloseTo(19.5 / 25, 12);
  // Two places: 95, and one of the two with 75, of which half were accepted.
  expect(side?.quality.topFifth).toBeCloseTo(1.5 / 2, 12);
  // In tenths from the highest: .05 too little; 1.5 said and 1 came; .35, .45 too little; .9 too much; .65 too little; .25, .15.
  const gaps = 0.05 + 0.5 + 0.35 + 0.45 + 0.9 + 0.65 + 0.25 + 0.15;
  expect(side?.quality.calibrationError).toBeCloseTo(gaps / 10, 12);
  expect(side?.quality.judged).toBe(10);
});

test.each<[what: string, said: [readiness: number, label: Label][]]>([
  ['fewer than ten', TEN.slice(1)],
  ['one kind alone', TEN.map(([readiness]) => [readiness, 'accepted'])],
])('of %s no figure is given', (_, said) => {
  const [side] = compare(replayOf(said), SINCE);
  expect(side?.quality).toEqual({
    judged: said.length,
    areaUnderCurve: null,
    topFifth: null,
    calibrationError: null,
  });
});

test('handovers are counted by the week from the first day on, and by channel', () => {
  const made = (days: number, channel: string, label: Label) => ({
    leadId: `${days}`,
    channel,
    label,
    at: SINCE.getTime() + days * DAY_MS,
  });
  const handedOver = [
    made(0, 'dach', 'accepted'),
    made(6.9, 'uk', 'rejected'),
    made(7, 'dach', 'unknown'),
    made(20.9, 'dach', 'accepted'),
  ];
  const [side] = compare({ ...replayOf([]), sides: [{ handedOver, scored: [] }] }, SINCE);
  expect([...(side?.weeks ?? [])]).toEqual([
    ['2026-01-01', { handedOver: 2, accepted: 1, rejected: 1, unknown: 0 }],
    ['2026-01-08', { handedOver: 1, accepted: 0, rejected: 0, unknown: 1 }],
    ['2026-01-15', { handedOver: 1, accepted: 1, rejected: 0, unknown: 0 }],
  ]);
  expect([...(side?.channels ?? [])]).toEqual([
    ['dach', { handedOver: 3, accepted: 2, rejected: 0, unknown: 1 }],
    ['uk', { handedOver: 1, accepted: 0, rejected: 1, unknown: 0 }],
  ]);
});
