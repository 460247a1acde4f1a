import { pino } from 'pino';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import type { Route } from '../../src/playbook/routes.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { newDatabase } from '../database/test-database.ts';
import { examplePlaybook } from '../scoring/example.ts';

const HeldBack = z.object({ why: z.array(z.string()) });
const OFFICE = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' };
const MONDAY_NOON = new Date('2026-03-02T11:00:00Z'); // 12:00 in Berlin
const MONDAY_NIGHT = new Date('2026-03-02T21:30:00Z'); // 22:30 in Berlin
const PAST_MIDNIGHT = new Date('2026-03-02T23:30:00Z'); // 00:30 on Tuesday in Berlin
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"'));

function deps(route: Partial<Route>, holidays: string[] = []) {
  const current = { ...examplePlaybook(), routes: [{ channel: 'sales', ...route }], holidays };
  const playbook = livePlaybook({ playbook: current, hash: 'one' });
  return { database, playbook, log: pino({ level: 'silent' }), deliver: () => {}, changed: () => {} };
}

/** Takes in so many ready leads, each of a company of its own, one of whom may ask for us. */
async function addReady(names: string[], at: Date, asks?: string): Promise<void> {
  const batch = names.flatMap((name) =>
    ['resource_downloaded', 'webinar_attended', name === asks ? 'demo_requested' : 'pricing_viewed'].map(
      (type, index) => ({
        id: `${name} ${type} ${at.getTime()}`,
        type,
        at: new Date(at.getTime() - (3 - index) * 3_600_000).toISOString(),
        lead: {
          email: `x@${name}.example`,
          name,
          role: 'CFO',
          company: { industry: 'manufacturing', employees: 800, country: 'DE' },
          source: { channel: 'linkedin' },
        },
        content: { url: 'https://ledgerly.example/month-end', tags: [] },
      }),
    ),
  );
  await storeBatches(deps({}), [parseActivities(batch, at).activities], at);
}

/** The leads that are held back: their names, why, and when to look again. */
async function heldBack() {
  const leads = await database.prisma.lead.findMany({ orderBy: { name: 'asc' } });
  return leads
    .map((lead) => ({
      name: lead.name,
      why: HeldBack.parse(lead.heldBack).why,
      dueAt: lead.dueAt?.toISOString(),
    }))
    .filter(({ why }) => why.length > 0);
}

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

test('a lead that no route takes waits, saying so', async () => {
  await addReady(['jane'], MONDAY_NOON);
  await scoreDueLeads(deps({ when: { country: ['FR'] } }), MONDAY_NOON);
  expect((await heldBack())[0]?.why).toEqual(['no route of the playbook holds']);
});
