import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { newDatabase } from '../database/test-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { markLeadsOfOtherPlaybooks } from '../../src/handover/playbook-in-force.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { depsOn } from './deps.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"'));

function deps(): SelectionDeps {
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  return depsOn(database, livePlaybook(loaded));
}

function tick() {
  return scoreDueLeads(deps(), NOW);
}

async function addLeads(count: number, changedAt: Date | null): Promise<void> {
  await database.sql.query(
    'INSERT INTO "Lead" (id, name, "changedAt") SELECT gen_random_uuid(), \'Lead\', $2 FROM generate_series(1, $1::int)',
    [count, changedAt],
  );
}

test('one tick scores every lead that changed, however many, and no other', async () => {
  await addLeads(450, NOW);
  await addLeads(20, null);
  expect(await tick()).toMatchObject({ scored: 450 });
  expect(await database.prisma.lead.count({ where: { scoredAt: null } })).toBe(20);
  expect(await tick()).toMatchObject({ scored: 0 });
});

const GUIDE = { url: 'https://ledgerly.example/guides/month-end-close', tags: ['close'] };

const READY = ['resource_downloaded', 'webinar_attended'];

/** Takes in what makes so many leads ready, called `Lead 0` and so on. */
async function addReadyLeads(count: number, { called = 'Lead', types = READY } = {}): Promise<void> {
  const batch = Array.from({ length: count }, (_, index) => {
    const name = `${called} ${index}`;
    const lead = {
      email: `lead@${name.replace(' ', '-')}.example`,
      name,
      role: 'VP Finance',
      country: 'DE',
      company: { industry: 'manufacturing', employees: 800 },
      source: { channel: 'linkedin' },
    };
    return types.map((type, at) => ({
      id: `${name} ${type}`,
      type,
      at: `2026-03-01T0${at}:00:00Z`,
      lead,
      content: GUIDE,
    }));
  }).flat();
  await storeBatches(deps(), [parseActivities(batch, NOW).activities], NOW);
}

test('the best of all leads that are due come first, however many they are', async () => {
  await addReadyLeads(4, { called: 'Good' });
  await addLeads(500, NOW); // nobody knows who they are
  await addReadyLeads(8, { called: 'Best', types: [...READY, 'pricing_viewed'] });
  expect(await tick()).toMatchObject({ scored: 512, handedOver: 8 }); // the channel's daily cap
  const handovers = await database.prisma.handover.findMany({ include: { lead: true } });
  const best = Array.from({ length: 8 }, (_, index) => `Best ${index}`);
  expect(new Set(handovers.map(({ lead }) => lead.name))).toEqual(new Set(best));
});

const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

/** A meaningful action of somebody of one company. */
async function addAction(name: string, type: string, at: Date): Promise<void> {
  const company = { domain: 'acme.example', industry: 'manufacturing', employees: 800 };
  const lead = {
    email: `${name}@acme.example`,
    name,
    role: 'VP Finance',
    country: 'DE',
    company,
    source: { channel: 'linkedin' },
  };
  const activity = {
    id: `${name} ${type} ${at.getTime()}`,
    type,
    at: at.toISOString(),
    lead,
    content: GUIDE,
  };
  await storeBatches(deps(), [parseActivities([activity], at).activities], at);
}

test('a colleague who becomes active is news for those who were active lately, at the next tick', async () => {
  const changed = async () => {
    const leads = await database.prisma.lead.findMany({ where: { changedAt: { not: null } } });
    return leads.map(({ name }) => name ?? '').toSorted((a, b) => a.localeCompare(b));
  };
  const read = () => database.prisma.lead.findFirstOrThrow({ where: { name: 'waiting' } });
  await addAction('long ago', 'webinar_attended', day(-40));
  for (const back of [-30, -23, -16, -9]) await addAction('waiting', 'resource_downloaded', day(back));
  await addAction('waiting', 'resource_downloaded', day(-2));
  await scoreDueLeads(deps(), day(-2));
  expect(JSON.stringify((await read()).heldBack)).toContain('nothing new');
  await addAction('one', 'webinar_attended', day(-1));
  expect(await changed()).toEqual(['one', 'waiting']);
  await scoreDueLeads(deps(), day(-1));
  expect(await changed()).toEqual([]);
  // Who is active already is no news.
  await addAction('one', 'resource_downloaded', day(-1));
  expect(await changed()).toEqual(['one']);
  await addAction('two', 'webinar_attended', NOW);
  expect(await changed()).toEqual(['one', 'two', 'waiting']);
  await scoreDueLeads(deps(), NOW);
  expect(JSON.stringify((await read()).heldBack)).not.toContain('nothing new');
  // After seven quiet days it is news again.
  await addAction('two', 'resource_downloaded', day(8));
  expect(await changed()).toEqual(['one', 'two', 'waiting']);
});

test('a changed playbook scores every lead anew, from what they did', async () => {
  await addReadyLeads(3);
  await tick();
  const read = () => database.prisma.lead.findFirstOrThrow({ where: { name: 'Lead 0' } });
  const before = await read();
  const changed = deps();
  changed.playbook.hash = 'another';
  changed.playbook.current.interest.signals['webinar_attended'] = {
    points: 0,
    meaningful: true,
    hand_raise: false,
    resets: false,
  };
  await markLeadsOfOtherPlaybooks(changed, NOW);
  expect(await scoreDueLeads(changed, NOW)).toMatchObject({ scored: 3 });
  const after = await read();
  expect(after.interestPlaybook).toBe('another');
  expect(after.interestScore).toBeLessThan(before.interestScore ?? 0);
  await markLeadsOfOtherPlaybooks(changed, NOW);
  expect(await scoreDueLeads(changed, NOW)).toMatchObject({ scored: 0 });
});
