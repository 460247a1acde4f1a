import { afterAll, beforeAll, expect, test } from 'vitest';
import { backtest as runBacktest } from '../../../src/cli/backtest.ts';
import type { Database } from '../../../src/database/open-database.ts';
import { claimHandover } from '../../../src/handover/claim.ts';
import type { SelectionDeps } from '../../../src/handover/full-channels.ts';
import { logOutcome } from '../../../src/handover/log-outcome.ts';
import { rejectHandover } from '../../../src/handover/reject.ts';
import { scoreDueLeads } from '../../../src/handover/score-leads.ts';
import { compare, countInFact } from '../../../src/reports/backtest/compare.ts';
import {
  measureActivities,
  type PastActivity,
  streamActivities,
} from '../../../src/reports/backtest/read-history.ts';
import { replay } from '../../../src/reports/backtest/replay.ts';
import { janeIsReady } from '../../end-to-end/leads.ts';
import { MONDAY } from '../../end-to-end/start.ts';
import { DAY_MS, openPast, person, type Past, playbookWith } from './past.ts';

const SINCE = new Date(MONDAY.getTime() - 30 * DAY_MS);
const UNTIL = new Date(MONDAY.getTime() + 5 * DAY_MS);

let hear: Past['hear'];
let handoverOf: Past['handoverOf'];
let database: Database;
let deps: SelectionDeps;

/** Ann was good, Bob (who works elsewhere) was not, and Cem is still open: as the example's playbook handed them over. */
beforeAll(async () => {
  ({ deps, hear, handoverOf } = await openPast());
  database = deps.database;
  await hear(janeIsReady(person('Ann')));
  await hear(janeIsReady(person('Bob', { role: 'Financial Controller' })));
  await hear(janeIsReady(person('Cem')));
  await scoreDueLeads(deps, MONDAY);
  const [ann, bob] = [await handoverOf('Ann'), await handoverOf('Bob')];
  await claimHandover(deps, { handoverId: ann.id, by: 'UANA', now: MONDAY });
  const later = new Date(MONDAY.getTime() + DAY_MS);
  await logOutcome(deps, {
    handoverId: ann.id,
    by: 'UANA',
    outcomeId: 'meeting_booked',
    reasonId: null,
    words: null,
    now: later,
  });
  await rejectHandover(deps, {
    handoverId: bob.id,
    by: 'UANA',
    reasonId: 'wrong_role',
    words: null,
    now: later,
  });
});
afterAll(() => database.close());

async function backtest(...changes: [from: string, to: string][][]) {
  const playbooks = changes.map((some) => playbookWith(some).playbook);
  const past = await replay(database, { playbooks, since: SINCE, until: UNTIL });
  return { past, sides: compare(past, SINCE) };
}

test('a playbook that asks for more spares a reject; the one in force hands over what it did', async () => {
  const stricter: [string, string][] = [['champion\n      points: 20', 'champion\n      points: -60']];
  const { past, sides } = await backtest([], stricter);
  expect(countInFact(past)).toEqual({ handedOver: 3, accepted: 1, rejected: 1, unknown: 1 });
  expect(sides[0]).toMatchObject({
    handedOver: 3,
    accepted: 1,
    rejected: 1,
    unknown: 1,
    sparedRejects: 0,
    lostClaims: [],
  });
  expect(sides[1]).toMatchObject({
    handedOver: 2,
    accepted: 1,
    rejected: 0,
    unknown: 1,
    sparedRejects: 1,
    lostClaims: [],
  });
  expect([...(sides[1]?.channels ?? [])]).toEqual([
    ['sales-dach', { handedOver: 2, accepted: 1, rejected: 0, unknown: 1 }],
  ]);
  // Weeks are counted from the first day replayed, 31 January.
  expect(sides.map(({ weeks }) => [...weeks])).toEqual([
    [['2026-02-28', { handedOver: 3, accepted: 1, rejected: 1, unknown: 1 }]],
    [['2026-02-28', { handedOver: 2, accepted: 1, rejected: 0, unknown: 1 }]],
  ]);
});

test('a claim that a playbook would have lost is told by name', async () => {
  const { sides } = await backtest([
    ['decision maker\n      points: 30', 'decision maker\n      points: -60'],
  ]);
  expect(sides[0]).toMatchObject({ handedOver: 1, sparedRejects: 0 });
  expect(sides[0]?.lostClaims).toEqual([{ name: 'Ann', channel: 'sales-dach', at: MONDAY.getTime() }]);
});

test('who finds no place on a day is handed over when the next working day begins', async () => {
  const { past } = await backtest([['daily_cap: 8', 'daily_cap: 1']]);
  expect(past.sides[0]?.handedOver.map(({ at }) => new Date(at).toISOString())).toEqual([
    '2026-03-02T08:00:00.000Z', // ready since Sunday; the example's hours are Monday to Friday, from 9 in Berlin
    '2026-03-03T08:00:00.000Z',
    '2026-03-04T08:00:00.000Z',
  ]);
});

test('of fewer than ten judged handovers no figure is given', async () => {
  const { sides } = await backtest([]);
  expect(sides[0]?.quality).toEqual({
    judged: 2,
    areaUnderCurve: null,
    topFifth: null,
    calibrationError: null,
  });
});

test('what Baton heard of late was not known before', async () => {
  const heardAt = new Date(MONDAY.getTime() + 2.02 * DAY_MS); // half past nine; the replay looks once an hour
  await hear(janeIsReady(person('Dov')), heardAt);
  const { past } = await backtest([]);
  const byName = past.sides[0]?.handedOver.map(({ leadId, at }) => [past.names.get(leadId), new Date(at)]);
  expect(byName?.filter(([name]) => name === 'Dov')).toEqual([['Dov', new Date('2026-03-04T10:00:00Z')]]);
});

test('activities stream in the order in which they came, each once, and those of one moment together', async () => {
  await database.sql.query(
    `UPDATE "Activity" SET "receivedAt" = '2026-02-01T00:00:00Z'::timestamptz + (seq / 3) * interval '1 minute'`,
  );
  const stretch = await measureActivities(database);
  const count = await database.prisma.activity.count();
  for (const pageSize of [1, 2, 5, 1000]) {
    const pages: PastActivity[][] = [];
    for await (const { page } of streamActivities(database, stretch, pageSize)) pages.push(page);
    const all = pages.flat();
    expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([count, count]);
    const full = pages.filter((page) => page.length > 0);
    const ends = full
      .slice(0, -1)
      .map((page, index) => [page.at(-1)?.receivedAt, full[index + 1]?.[0]?.receivedAt]);
    for (const [end, begin] of ends) expect(end).not.toBe(begin);
  }
});

test('a stretch of the newest activities ends where all do', async () => {
  const { after, last } = await measureActivities(database);
  expect(after).toBe(0);
  expect(await measureActivities(database, 4)).toEqual({ after: last - 4, last });
  expect(await measureActivities(database, last + 1)).toEqual({ after: 0, last });
});

test('its progress grows until all is read', async () => {
  await database.sql.query(`SELECT setval('"Activity_seq_seq"', 12000)`); // three pages, the later ones empty
  async function progressOf(mostActivities?: number) {
    const steps: [place: number, end: number][] = [];
    await replay(database, {
      playbooks: [deps.playbook.current],
      since: SINCE,
      until: UNTIL,
      ...(mostActivities !== undefined && { mostActivities }),
      onProgress: (place, end) => steps.push([place, end]),
    });
    return steps;
  }
  expect(await progressOf()).toEqual([
    [5_000, 12_000],
    [10_000, 12_000],
    [12_000, 12_000],
  ]);
  expect(await progressOf(7_000)).toEqual([
    [5_000, 7_000],
    [7_000, 7_000],
  ]);
});

test('a span that is none is refused', async () => {
  await expect(runBacktest(deps, { since: 'spring' }, MONDAY)).rejects.toThrow(
    '--since spring: expected a span such as 90d or 12w',
  );
});
