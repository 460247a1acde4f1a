import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { changeHandover } from '../../src/handover/change-handover.ts';
import { claimHandover, releaseHandover } from '../../src/handover/claim.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import type { Route } from '../../src/playbook/routes.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { newDatabase } from '../database/test-database.ts';
import { examplePlaybook } from '../scoring/example.ts';
import { readHeldBack, takeInReady } from './ready-leads.ts';

const OFFICE = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' };
const MONDAY_NOON = new Date('2026-03-02T11:00:00Z'); // 12:00 in Berlin
const MONDAY_NIGHT = new Date('2026-03-02T21:30:00Z'); // 22:30 in Berlin
const PAST_MIDNIGHT = new Date('2026-03-02T23:30:00Z'); // 00:30 on Tuesday in Berlin
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"'));

/** Who is in the channel; null when Slack does not tell. */
let reps: string[] | null = null;
beforeEach(() => {
  reps = null;
});

function deps(route: Partial<Route>, holidays: string[] = []) {
  const current = { ...examplePlaybook(), routes: [{ channel: 'sales', ...route }], holidays };
  const playbook = livePlaybook({ playbook: current, hash: 'one' });
  const log = pino({ level: 'silent' });
  return { database, playbook, log, deliver: () => {}, changed: () => {}, repsOf: async () => reps };
}

const addReady = (names: string[], at: Date, asks?: string, who?: string) =>
  takeInReady(deps({}), names, at, asks, who);
const heldBack = () => readHeldBack(database);

test('outside of working hours a lead waits until they begin, and is then handed over', async () => {
  const office = deps({ working_hours: { ...OFFICE, days: [...OFFICE.days], timezone: 'Europe/Berlin' } });
  await addReady(['jane'], MONDAY_NIGHT);
  expect(await scoreDueLeads(office, MONDAY_NIGHT)).toMatchObject({ handedOver: 0 });
  expect(await heldBack()).toEqual([
    { name: 'jane', why: ['#sales is outside its working hours'], dueAt: '2026-03-03T08:00:00.000Z' },
  ]);
  expect(await scoreDueLeads(office, new Date('2026-03-03T07:59:59Z'))).toMatchObject({ handedOver: 0 });
  expect(await scoreDueLeads(office, new Date('2026-03-03T08:00:00Z'))).toMatchObject({ handedOver: 1 });
});

test('on a holiday nobody works', async () => {
  const hours = { ...OFFICE, days: [...OFFICE.days], timezone: 'Europe/Berlin' };
  await addReady(['jane'], MONDAY_NOON);
  expect(await scoreDueLeads(deps({ working_hours: hours }, ['2026-03-02']), MONDAY_NOON)).toMatchObject({
    handedOver: 0,
  });
  expect((await heldBack())[0]?.dueAt).toBe('2026-03-03T08:00:00.000Z');
});

test('a channel gets its cap a day, by its own midnight, and the rest comes the next day', async () => {
  const capped = deps({
    daily_cap: 2,
    working_hours: { days: ['mon', 'tue'], from: '00:00', to: '24:00', timezone: 'Europe/Berlin' },
  });
  await addReady(['a', 'b', 'c'], MONDAY_NIGHT);
  expect(await scoreDueLeads(capped, MONDAY_NIGHT)).toMatchObject({ handedOver: 2 });
  expect(await heldBack()).toMatchObject([
    { why: ['#sales has had its 2 cards of today'], dueAt: '2026-03-02T23:00:00.000Z' },
  ]);
  expect(await scoreDueLeads(capped, PAST_MIDNIGHT)).toMatchObject({ handedOver: 1 });
});

test('who asks for us waits for neither', async () => {
  const closed = deps({
    daily_cap: 1,
    working_hours: { ...OFFICE, days: [...OFFICE.days], timezone: 'Europe/Berlin' },
  });
  await addReady(['a'], MONDAY_NOON);
  expect(await scoreDueLeads(closed, MONDAY_NOON)).toMatchObject({ handedOver: 1 });
  await addReady(['b', 'c'], MONDAY_NIGHT, 'c');
  expect(await scoreDueLeads(closed, MONDAY_NIGHT)).toMatchObject({ handedOver: 1 });
  const handed = await database.prisma.handover.findMany({
    include: { lead: true },
    orderBy: { createdAt: 'asc' },
  });
  expect(handed.map(({ lead, handRaise }) => [lead.name, handRaise])).toEqual([
    ['a', false],
    ['c', true],
  ]);
});

test('who asks for us waits too where the playbook does not say otherwise', async () => {
  const closed = deps({ working_hours: { ...OFFICE, days: [...OFFICE.days], timezone: 'Europe/Berlin' } });
  closed.playbook.current.hand_raise_ignores = [];
  await addReady(['a'], MONDAY_NIGHT, 'a');
  expect(await scoreDueLeads(closed, MONDAY_NIGHT)).toMatchObject({ handedOver: 0 });
});

test('a lead that no route takes waits, saying so', async () => {
  await addReady(['jane'], MONDAY_NOON);
  await scoreDueLeads(deps({ when: { country: ['FR'] } }), MONDAY_NOON);
  expect((await heldBack())[0]?.why).toEqual(['no route of the playbook holds']);
});

async function claimFirst(rep: string, count: number) {
  const open = await database.prisma.handover.findMany({ where: { state: 'queued' }, take: count });
  for (const { id } of open) await claimHandover(deps({}), { handoverId: id, by: rep, now: MONDAY_NOON });
  return open.map(({ id }) => id);
}

test('no card comes while every rep of the channel has all the claims they may', async () => {
  const two = deps({});
  two.playbook.current.open_claims_per_rep = 2;
  reps = ['U1ANA', 'U2BEN'];
  await addReady(['a', 'b', 'c', 'd'], MONDAY_NOON);
  await scoreDueLeads(two, MONDAY_NOON);
  const [first = ''] = await claimFirst('U1ANA', 2);
  await claimFirst('U2BEN', 1);
  await addReady(['e'], MONDAY_NOON);
  expect(await scoreDueLeads(two, MONDAY_NOON)).toMatchObject({ handedOver: 1 }); // Ben can take one more

  await claimFirst('U2BEN', 1);
  await addReady(['f', 'g'], MONDAY_NOON, 'g'); // not even who asks for us
  expect(await scoreDueLeads(two, MONDAY_NOON)).toMatchObject({ handedOver: 0 });
  const why = ['every rep of #sales has 2 open claims, as many as the playbook allows'];
  expect(await heldBack()).toMatchObject([
    { name: 'f', why },
    { name: 'g', why },
  ]);
  expect(await scoreDueLeads(two, MONDAY_NOON)).toEqual({ scored: 0, handedOver: 0 });
  // Without a verdict, which would have all leads scored.
  await changeHandover(database.prisma, {
    handoverId: first,
    event: 'release',
    by: null,
    now: MONDAY_NOON,
    note: () => {},
  });
  expect(await scoreDueLeads(two, MONDAY_NOON)).toEqual({ scored: 2, handedOver: 2 });
  expect(await database.prisma.lead.count({ where: { waitsForRepsOf: { not: null } } })).toBe(0);
});

const after = (days: number) => new Date(MONDAY_NOON.getTime() + days * 86_400_000);

async function claimAndClose(name: string, outcomeId: string) {
  const open = deps({});
  await addReady([name], MONDAY_NOON);
  await scoreDueLeads(open, MONDAY_NOON);
  const [handoverId = ''] = await claimFirst('U1ANA', 1);
  const by = { by: 'U1ANA', reasonId: null, words: null, now: MONDAY_NOON };
  expect(await logOutcome(open, { handoverId, outcomeId, ...by })).toMatchObject({ ok: true });
  return open;
}

test.each([
  [90, 1],
  [91, 0],
])('%i days after a claim, %i colleague is told in its thread: owner_window', async (days, told) => {
  const open = await claimAndClose('a', 'lost');
  await addReady(['a'], after(days), undefined, 'colleague');
  expect(await scoreDueLeads(open, after(days))).toMatchObject({ handedOver: 1 });
  expect(await database.prisma.handover.count({ where: { hostId: { not: null } } })).toBe(told);
});

test('after an outcome a lead with new interest comes back when its recycle_after is over', async () => {
  const open = await claimAndClose('a', 'no_response');
  await addReady(['a'], after(89));
  expect(await scoreDueLeads(open, after(89))).toMatchObject({ handedOver: 0 });
  expect(await scoreDueLeads(open, after(90))).toMatchObject({ handedOver: 1 });
});

test.each(['released', 'rejected', 'closed'])(
  'a claim that is %s makes room for the next lead',
  async (how) => {
    const one = deps({});
    one.playbook.current.open_claims_per_rep = 1;
    reps = ['U1ANA'];
    await addReady(['a'], MONDAY_NOON);
    await scoreDueLeads(one, MONDAY_NOON);
    const [handoverId = ''] = await claimFirst('U1ANA', 1);
    await addReady(['b'], MONDAY_NOON);
    expect(await scoreDueLeads(one, MONDAY_NOON)).toMatchObject({ handedOver: 0 });
    const input = { handoverId, by: 'U1ANA', words: null, now: MONDAY_NOON };
    if (how === 'released') await releaseHandover(one, input);
    else if (how === 'rejected') await rejectHandover(one, { ...input, reasonId: 'bad_data' });
    else await logOutcome(one, { ...input, outcomeId: 'won', reasonId: null });
    expect(await scoreDueLeads(one, MONDAY_NOON)).toMatchObject({ handedOver: 1 });
  },
);

test('a channel of which Slack does not tell who is in it, or in which nobody is, is not full', async () => {
  const one = deps({});
  one.playbook.current.open_claims_per_rep = 1;
  reps = ['U1ANA'];
  await addReady(['a'], MONDAY_NOON);
  await scoreDueLeads(one, MONDAY_NOON);
  await claimFirst('U1ANA', 1);
  for (const [index, said] of [null, [], ['U1ANA', 'U2BEN']].entries()) {
    reps = said;
    await addReady([`n${index}`], MONDAY_NOON);
    expect(await scoreDueLeads(one, MONDAY_NOON)).toMatchObject({ handedOver: 1 });
  }
});

test('who was excluded by a verdict is never handed over, alone or with the company', async () => {
  const open = deps({});
  await addReady(['acme', 'other'], MONDAY_NOON);
  await scoreDueLeads(open, MONDAY_NOON);
  const reject = async (company: string, reasonId: string) => {
    const { id: handoverId } = await database.prisma.handover.findFirstOrThrow({
      where: { lead: { email: `x@${company}.example` } },
    });
    await rejectHandover(open, { handoverId, by: 'U1ANA', reasonId, words: null, now: MONDAY_NOON });
  };
  await reject('acme', 'duplicate'); // excludes the company
  await reject('other', 'bad_data'); // excludes the lead
  const years = new Date('2029-03-05T11:00:00Z');
  await addReady(['acme', 'other'], years);
  await addReady(['acme', 'other'], years, undefined, 'colleague');
  expect(await scoreDueLeads(open, years)).toMatchObject({ handedOver: 1 });
  const handed = await database.prisma.handover.findMany({
    where: { createdAt: years },
    include: { lead: true },
  });
  expect(handed.map(({ lead }) => lead.email)).toEqual(['colleague@other.example']);
});

test('who is told in the thread of a colleague takes no place of the channel', async () => {
  const one = deps({ daily_cap: 1 });
  one.playbook.current.open_claims_per_rep = 1;
  reps = ['U1ANA'];
  await addReady(['a'], MONDAY_NOON);
  await scoreDueLeads(one, MONDAY_NOON);
  await claimFirst('U1ANA', 1);
  await addReady(['a'], MONDAY_NOON, undefined, 'colleague');
  expect(await scoreDueLeads(one, MONDAY_NOON)).toMatchObject({ handedOver: 1 });
  expect(await database.prisma.handover.count({ where: { hostId: { not: null } } })).toBe(1);
});
