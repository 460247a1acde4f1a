import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { claimHandover } from '../../src/handover/claim.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { readNextPlaces, readReadinessLine } from '../../src/handover/weekly-budget.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import type { Playbook } from '../../src/playbook/schema.ts';
import { readMissRate } from '../../src/reports/second-looks.ts';
import { newDatabase } from '../database/test-database.ts';
import { oneChannelDeps } from './deps.ts';

const MONDAY = new Date('2026-03-02T09:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(MONDAY.getTime() + ms);

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"; DELETE FROM "Company"'));

function depsWith(changes: Partial<Playbook>, random?: () => number) {
  return { ...oneChannelDeps(database, { explore: 0, ...changes }), ...(random && { random }) };
}
type Deps = ReturnType<typeof depsWith>;

const READY = ['resource_downloaded', 'webinar_attended', 'pricing_viewed'];

/** Leads of a company each who did these things an hour before. */
async function addLeads(deps: Deps, names: string[], at: Date, types = READY, role = 'CFO') {
  const batch = names.flatMap((name) =>
    types.map((type) => ({
      id: `${name} ${type} ${at.getTime()}`,
      type,
      at: new Date(at.getTime() - HOUR).toISOString(),
      lead: {
        email: `x@${name}.example`,
        name,
        role,
        company: { industry: 'manufacturing', employees: 800, country: 'DE' },
        source: { channel: 'linkedin' },
      },
      content: { url: 'https://ledgerly.example/month-end', tags: [] },
    })),
  );
  await storeBatches(deps, [parseActivities(batch, at).activities], at);
}
const handedOver = async () => {
  const made = await database.prisma.handover.findMany({
    include: { lead: true },
    orderBy: { createdAt: 'asc' },
  });
  return made.map(({ lead, readinessGate, chance, assessment }) => ({
    name: lead.name,
    readinessGate,
    chance,
    assessment,
  }));
};
const byName = (one: string | null, other: string | null) => (one ?? '').localeCompare(other ?? '');
const whyOf = async (name: string) =>
  JSON.stringify((await database.prisma.lead.findFirstOrThrow({ where: { name } })).heldBack);

test('sales gets its handovers of a week and no more, the best first; the next places are known', async () => {
  const deps = depsWith({ weekly_budget: 2 });
  await addLeads(deps, ['a', 'b'], MONDAY, READY.slice(0, 2));
  await addLeads(deps, ['c', 'd'], MONDAY);
  expect(await scoreDueLeads(deps, MONDAY)).toMatchObject({ handedOver: 2 });
  expect((await handedOver()).map(({ name }) => name).toSorted(byName)).toEqual(['c', 'd']);
  expect(await whyOf('a')).toContain('sales has had its 2 handovers of the week');
  const next = await readNextPlaces(database, { weekOf: MONDAY, timezone: 'Europe/Berlin', take: 5 });
  expect(next.map(({ leadName }) => leadName).toSorted(byName)).toEqual(['a', 'b']);
  expect(await scoreDueLeads(deps, later(6 * DAY))).toMatchObject({ handedOver: 0 });
  // Of the new week it is known that better ones come on a Monday: who waits has the places that these leave.
  expect(await scoreDueLeads(deps, later(7 * DAY - 10 * HOUR))).toMatchObject({ scored: 2, handedOver: 0 });
  expect(await scoreDueLeads(deps, later(7 * DAY + HOUR))).toMatchObject({ handedOver: 2 });
});

test('who asks for us waits for no budget where the playbook says so', async () => {
  const deps = depsWith({ weekly_budget: 1, hand_raise_ignores: ['weekly_budget'] });
  await addLeads(deps, ['a'], MONDAY);
  await scoreDueLeads(deps, MONDAY);
  await addLeads(deps, ['b', 'c'], later(HOUR));
  await addLeads(deps, ['c'], later(HOUR), ['demo_requested']);
  expect(await scoreDueLeads(deps, later(HOUR))).toMatchObject({ handedOver: 1 });
  expect((await handedOver()).map(({ name }) => name)).toEqual(['a', 'c']);
});

test('better leads that usually come later in the week raise the gate, which falls as they stay away', async () => {
  const deps = depsWith({ weekly_budget: 1 });
  // Last week's Wednesday brought a stronger lead.
  await addLeads(deps, ['then'], later(-5 * DAY), [...READY, 'trial_started']);
  await scoreDueLeads(deps, later(-5 * DAY));
  await addLeads(deps, ['now'], MONDAY, READY.slice(0, 2));
  expect(await scoreDueLeads(deps, MONDAY)).toMatchObject({ handedOver: 0 });
  expect(await whyOf('now')).toMatch(/is below \d+, raised from 50 to keep to 1 handovers a week/);
  const due = await database.prisma.lead.findFirstOrThrow({ where: { name: 'now' } });
  expect(due.dueAt).toEqual(later(HOUR));
  // The line that reps are told of is the raised one, until the week is full.
  const line = await readReadinessLine(deps, database.prisma, MONDAY);
  expect(await whyOf('now')).toContain(`is below ${Math.round(line)}, raised`);
  await addLeads(deps, ['strong'], later(HOUR), [...READY, 'trial_started', 'demo_requested']);
  await scoreDueLeads(deps, later(HOUR));
  const [, strong] = await handedOver();
  expect(strong).toMatchObject({ name: 'strong' });
  expect(strong?.readinessGate).toBeGreaterThan(50);
  expect(await readReadinessLine(deps, database.prisma, later(HOUR))).toBe(50);
  expect(JSON.stringify(strong?.assessment)).toContain('raised from 50 to keep to 1 handovers a week');
});

test('the raised gate falls to the playbook’s when what was expected did not come', async () => {
  const deps = depsWith({ weekly_budget: 1 });
  await addLeads(deps, ['then'], later(-5 * DAY), [...READY, 'trial_started']);
  await scoreDueLeads(deps, later(-5 * DAY));
  await addLeads(deps, ['now'], MONDAY, READY);
  await scoreDueLeads(deps, MONDAY);
  expect(await scoreDueLeads(deps, later(2 * DAY + HOUR))).toMatchObject({ handedOver: 1 });
  expect((await handedOver()).at(-1)).toMatchObject({ name: 'now', readinessGate: 50 });
});

/** Numbers as they are asked for; then ever the last. */
function told(...numbers: number[]): () => number {
  return () => (numbers.length > 1 ? numbers.shift() : numbers[0]) ?? 0;
}

test('a second look goes at random to one that the gates kept but can be prepared for, once a day', async () => {
  const deps = depsWith({ explore: 0.05 }, told(0.01, 0.5));
  await addLeads(deps, ['weak', 'faint'], MONDAY, ['email_clicked']);
  await addLeads(deps, ['unknown'], MONDAY, ['email_clicked'], '');
  await addLeads(deps, ['rival-ledger'], MONDAY, READY); // excluded by its domain
  await addLeads(deps, ['ready'], MONDAY);
  expect(await scoreDueLeads(deps, MONDAY)).toMatchObject({ handedOver: 2 });
  const [chosen, look] = (await handedOver()).toSorted((a, b) => (a.chance ?? 0) - (b.chance ?? 0));
  expect(chosen).toMatchObject({ name: 'ready', chance: null, readinessGate: 50 });
  expect(['weak', 'faint']).toContain(look?.name);
  expect(look?.chance).toBeCloseTo(0.05 / 0.95 / 2, 12);
  // The day has had its second look, though the dice say yes.
  const lucky = depsWith({ explore: 0.05 }, () => 0);
  await addLeads(lucky, ['second'], later(HOUR));
  expect(await scoreDueLeads(lucky, later(HOUR))).toMatchObject({ handedOver: 1 });
  await addLeads(lucky, ['third'], later(DAY));
  expect(await scoreDueLeads(lucky, later(DAY))).toMatchObject({ handedOver: 2 });
});

test('a second look also goes to one that only the gate raised for the budget keeps', async () => {
  const budget = { weekly_budget: 2, explore: 0.05 };
  const strong = [...READY, 'trial_started', 'demo_requested'];
  // Last week's Wednesday brought two that were stronger.
  await addLeads(depsWith(budget), ['then', 'too'], later(-5 * DAY), strong);
  await scoreDueLeads(depsWith(budget), later(-5 * DAY));
  const deps = depsWith(budget, told(0.01, 0.5));
  await addLeads(deps, ['now'], MONDAY, READY.slice(0, 2));
  expect(await scoreDueLeads(deps, MONDAY)).toMatchObject({ handedOver: 0 });
  await addLeads(deps, ['ready'], later(HOUR / 2), strong);
  expect(await scoreDueLeads(deps, later(HOUR / 2))).toMatchObject({ handedOver: 2 });
  const look = (await handedOver()).find(({ chance }) => chance !== null);
  expect(look?.name).toBe('now');
  expect(look?.chance).toBeCloseTo(0.05 / 0.95, 12);
  expect(look?.readinessGate).toBeGreaterThan(50);
});

test('without luck, and without explore, nobody is looked at twice', async () => {
  for (const deps of [depsWith({ explore: 0.05 }, () => 0.06), depsWith({ explore: 0 }, () => 0)]) {
    await database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"');
    await addLeads(deps, ['weak'], MONDAY, ['email_clicked']);
    await addLeads(deps, ['ready'], MONDAY);
    expect(await scoreDueLeads(deps, MONDAY)).toMatchObject({ handedOver: 1 });
  }
});

test('what came of second looks gives the share that the gates miss', async () => {
  const deps = depsWith({ explore: 0.05 }, () => 0);
  await addLeads(deps, ['weak'], MONDAY, ['email_clicked']);
  await addLeads(deps, ['ready'], MONDAY);
  await scoreDueLeads(deps, MONDAY);
  const week = { from: MONDAY, to: later(7 * DAY) };
  expect(await readMissRate(database.prisma, week)).toMatchObject({ looks: 1, judged: 0, rate: null });
  const look = await database.prisma.handover.findFirstOrThrow({ where: { chance: { not: null } } });
  const by = { handoverId: look.id, by: 'U1', now: MONDAY };
  await claimHandover(deps, by);
  await logOutcome(deps, { ...by, outcomeId: 'meeting_booked', reasonId: null, words: null });
  expect(await readMissRate(database.prisma, week)).toMatchObject({
    looks: 1,
    judged: 1,
    rate: { share: 1 },
  });
});

test('a lead is looked at again when it fades under the gate, and not before', async () => {
  const deps = depsWith({ routes: [{ channel: 'sales', when: { country: ['FR'] } }] });
  await addLeads(deps, ['jane'], MONDAY);
  await scoreDueLeads(deps, MONDAY);
  const read = () => database.prisma.lead.findFirstOrThrow({ where: { name: 'jane' } });
  const { dueAt } = await read();
  if (!dueAt) throw new Error('nothing is due');
  expect(await scoreDueLeads(deps, new Date(dueAt.getTime() - 1))).toMatchObject({ scored: 0 });
  expect(await scoreDueLeads(deps, dueAt)).toMatchObject({ scored: 1 });
  expect(await whyOf('jane')).not.toContain('no route');
});
