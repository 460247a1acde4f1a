import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { claimHandover } from '../../src/handover/claim.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { handOverAgain, rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { newDatabase } from '../database/test-database.ts';
import { NOW, readyLeads } from '../postgres/instances.ts';
import { oneChannelDeps } from './deps.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"; DELETE FROM "Company"'));

const by = 'U1';
const DAY = 86_400_000;
const days = (count: number) => new Date(NOW.getTime() + count * DAY);

const setUp = () => oneChannelDeps(database);
type Deps = ReturnType<typeof setUp>;

/** Handovers of so many colleagues. */
async function handOverColleagues(deps: Deps, count: number): Promise<string[]> {
  await storeBatches(deps, [readyLeads('acme', count, { companies: 1 })], NOW);
  await scoreDueLeads(deps, NOW);
  const made = await database.prisma.handover.findMany({ orderBy: { id: 'asc' } });
  return made.map(({ id }) => id);
}
const reject = (deps: Deps, handoverId: string, reasonId: string, now = NOW) =>
  rejectHandover(deps, { handoverId, by, reasonId, words: null, now });
const overturn = (deps: Deps, handoverId: string, now = NOW) => handOverAgain(deps, { handoverId, by, now });
const excludedCompany = async () => (await database.prisma.company.findFirstOrThrow()).excluded;
const leadOf = (handoverId: string) =>
  database.prisma.lead.findFirstOrThrow({ where: { handovers: { some: { id: handoverId } } } });

test('a company stays excluded when another rejection of it is overturned, and is free when its own is', async () => {
  const deps = setUp();
  const [b = '', a = '', c = ''] = await handOverColleagues(deps, 3);
  await reject(deps, b, 'wrong_role');
  await reject(deps, a, 'duplicate');
  expect(await overturn(deps, b)).toEqual({ ok: true });
  expect(await excludedCompany()).toBe('Already a customer or in a deal');
  expect(await leadOf(a)).toMatchObject({ excluded: 'Already a customer or in a deal' });
  await database.prisma.lead.updateMany({ data: { changedAt: null } });
  expect(await overturn(deps, a)).toEqual({ ok: true });
  expect(await excludedCompany()).toBeNull();
  expect(await leadOf(a)).toMatchObject({ excluded: null });
  // Whom the exclusion held back is looked at again.
  expect(await leadOf(c)).toMatchObject({ changedAt: NOW });
});

test('what two rejections exclude is free once both are overturned, in either order', async () => {
  const deps = setUp();
  const both = await handOverColleagues(deps, 2);
  for (const [first = '', second = ''] of [both, both.toReversed()]) {
    for (const id of both) await reject(deps, id, 'duplicate');
    await overturn(deps, first);
    expect(await excludedCompany()).not.toBeNull();
    expect([(await leadOf(first)).excluded, (await leadOf(second)).excluded]).toEqual([
      null,
      await excludedCompany(),
    ]);
    await overturn(deps, second);
    expect(await excludedCompany()).toBeNull();
    expect((await leadOf(second)).excluded).toBeNull();
  }
});

test('a reason that the playbook has since changed still keeps away what it did', async () => {
  const deps = setUp();
  const [b = '', a = ''] = await handOverColleagues(deps, 2);
  for (const id of [b, a]) await reject(deps, id, 'duplicate');
  deps.playbook.current.reject_reasons = deps.playbook.current.reject_reasons.filter(
    ({ id }) => id !== 'duplicate',
  );
  await overturn(deps, b);
  expect(await excludedCompany()).toBe('Already a customer or in a deal');
});

test('a corrected outcome keeps the lead away for as long as it says itself, and no longer for what was a slip', async () => {
  const deps = setUp();
  const [handoverId = ''] = await handOverColleagues(deps, 1);
  await claimHandover(deps, { handoverId, by, now: NOW });
  const given = { handoverId, by, reasonId: null, words: null, now: NOW };
  await logOutcome(deps, { ...given, outcomeId: 'no_response' });
  expect(await leadOf(handoverId)).toMatchObject({ recycleAt: days(90) });
  const slip = { ...given, corrects: true, now: days(1) };
  await logOutcome(deps, { ...slip, outcomeId: 'disqualified', reasonId: 'no_need' });
  expect(await leadOf(handoverId)).toMatchObject({ recycleAt: days(181) });
  await logOutcome(deps, { ...slip, outcomeId: 'won' });
  expect(await leadOf(handoverId)).toMatchObject({ recycleAt: null, changedAt: days(1) });
});

test('of two rejections of one lead each keeps it away by itself', async () => {
  const deps = setUp();
  const [first = ''] = await handOverColleagues(deps, 1);
  await reject(deps, first, 'bad_timing');
  const restsUntil = days(60);
  await storeBatches(
    deps,
    [readyLeads('acme', 1).map((one) => ({ ...one, id: `${one.id} again`, at: restsUntil }))],
    restsUntil,
  );
  await scoreDueLeads(deps, restsUntil);
  const second = await database.prisma.handover.findFirstOrThrow({ where: { id: { not: first } } });
  await reject(deps, second.id, 'bad_data', restsUntil);
  const lead = await leadOf(first);
  expect(lead).toMatchObject({ excluded: 'Contact details are wrong', recycleAt: restsUntil });
  await overturn(deps, second.id, restsUntil);
  expect(await leadOf(first)).toMatchObject({ excluded: null, recycleAt: restsUntil });
  await reject(deps, second.id, 'bad_data', restsUntil);
  await overturn(deps, first, restsUntil);
  expect(await leadOf(first)).toMatchObject({ excluded: 'Contact details are wrong', recycleAt: null });
});
