import type { Digest } from '../../src/blocks/digest.ts';

const WEEK = 7 * 86_400_000;
const UNTIL = Date.parse('2026-03-02T08:00:00Z');
const WEEKLY = [
  [2, 6],
  [3, 9],
  [2, 7],
  [4, 12],
  [5, 11],
  [6, 15],
  [5, 14],
  [8, 16],
  [9, 19],
  [10, 18],
  [11, 21],
  [14, 22],
] as const;

/** A week of a team that has used Baton for a while. */
export const digest: Digest = {
  week: '2026-W10',
  from: UNTIL - WEEK,
  until: UNTIL,
  timezone: 'Europe/Berlin',
  accepted: { accepted: 14, of: 22 },
  before: { accepted: 38, of: 74 },
  weeks: WEEKLY.map(([accepted, of], index) => ({ from: UNTIL - (12 - index) * WEEK, accepted, of })),
  moved: [
    { name: 'decision maker', before: 30, after: 23.6, doubt: 4.6, verdicts: 14 },
    { name: 'interest in month-end close', before: 1.2, after: 6.4, doubt: 5.1, verdicts: 12 },
    { name: 'from linkedin', before: -2.4, after: -6.9, doubt: 4.2, verdicts: 17 },
    { name: 'webinar attended', before: 20, after: 22.7, doubt: 3.9, verdicts: 11 },
    { name: '200-5000 employees', before: 18.3, after: 16.1, doubt: 4.1, verdicts: 19 },
  ],
  sources: [
    { name: 'linkedin', accepted: 12, of: 41, stands: -1 },
    { name: 'google', accepted: 19, of: 30, stands: 1 },
    { name: 'partner', accepted: 8, of: 14, stands: 0 },
  ],
  content: [
    { name: 'Month-end close checklist', accepted: 31, of: 48, stands: 1 },
    { name: 'Close in five days', accepted: 22, of: 40, stands: 0 },
    { name: 'Audit readiness guide', accepted: 9, of: 25, stands: -1 },
    { name: 'Intercompany in a day', accepted: 5, of: 11, stands: 0 },
  ],
  fewSources: 2,
  fewContent: 7,
  reps: [
    { name: 'U1REP', accepted: 24, of: 52, stands: 0 },
    { name: 'W2REP', accepted: 28, of: 44, stands: 1 },
  ],
  fewReps: 1,
  reasons: [
    {
      source: 'linkedin',
      reasons: [
        { reason: 'Wrong role or level', count: 17 },
        { reason: 'No real interest', count: 8 },
        { reason: 'No response', count: 4 },
      ],
    },
    { source: 'google', reasons: [{ reason: 'No link to the problem we solve', count: 6 }] },
  ],
  heldBack: [
    { why: 'readiness too low', count: 41 },
    { why: 'fit too low', count: 33 },
    { why: 'too little interest', count: 12 },
    { why: 'resting after a verdict', count: 9 },
  ],
  speed: {
    week: { claims: 23, halfMs: 42 * 60_000, mostMs: 5 * 3_600_000, expired: 2 },
    before: { claims: 81, halfMs: 70 * 60_000, mostMs: 31 * 3_600_000, expired: 9 },
  },
  secondLooks: { looks: 9, judged: 8, rate: { share: 0.19, low: 0.05, high: 0.5 } },
  nextPlaces: [
    { leadName: 'Omar Haddad', readiness: 61 },
    { leadName: 'Li Wei', readiness: 58 },
  ],
  calibration: {
    verdicts: 264,
    error: 0.041,
    bins: [
      { predicted: 0.52, accepted: 22, of: 47 },
      { predicted: 0.61, accepted: 52, of: 88 },
      { predicted: 0.7, accepted: 49, of: 70 },
      { predicted: 0.83, accepted: 47, of: 59 },
    ],
  },
};

/** The first week of a team. */
export const firstWeek: Digest = {
  ...digest,
  accepted: { accepted: 2, of: 5 },
  before: { accepted: 0, of: 0 },
  weeks: digest.weeks.map((week, index) =>
    index === 11 ? { ...week, accepted: 2, of: 5 } : { ...week, accepted: 0, of: 0 },
  ),
  moved: [],
  sources: [],
  content: [],
  fewSources: 2,
  fewContent: 4,
  reps: [],
  fewReps: 2,
  reasons: [{ source: 'linkedin', reasons: [{ reason: 'Wrong role or level', count: 2 }] }],
  heldBack: [],
  speed: {
    week: { claims: 5, halfMs: null, mostMs: null, expired: 0 },
    before: { claims: 0, halfMs: null, mostMs: null, expired: 0 },
  },
  secondLooks: { looks: 0, judged: 0, rate: null },
  nextPlaces: [],
  calibration: { verdicts: 4, error: null, bins: [] },
};
