import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { changeHandover } from '../../src/handover/change-handover.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import type { Route } from '../../src/playbook/routes.ts';
import { newDatabase } from '../database/test-database.ts';
import { oneChannelDeps } from './deps.ts';

const MONDAY_NOON = new Date('2026-03-02T11:00:00Z');
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"'));

const deps = (route: Partial<Route>) =>
  oneChannelDeps(database, { routes: [{ channel: 'sales', ...route }] });

/** Takes in what makes these people ready, each of a company of their own. */
async function addReady(names: string[], at: Date): Promise<void> {
  const batch = names.flatMap((name) =>
    ['resource_downloaded', 'webinar_attended', 'pricing_viewed'].map((type, index) => ({
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
    })),
  );
  await storeBatches(deps({}), [parseActivities(batch, at).activities], at);
}

test.each([
  ['a day in Berlin', 'Europe/Berlin', '2026-03-01T23:00:00Z', '2026-03-02T23:00:00Z'],
  ['one of 23 hours', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['one of 25 hours', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['one of 23 hours in New York', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
])('the cap of %s holds from its first second to its last', async (_day, timezone, first, next) => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const capped = deps({
    daily_cap: 1,
    working_hours: { days: [...days], from: '00:00', to: '24:00', timezone },
  });
  const start = new Date(first);
  const end = new Date(next);
  await addReady(['a', 'b'], start);
  expect(await scoreDueLeads(capped, start)).toMatchObject({ handedOver: 1 });
  expect(await scoreDueLeads(capped, new Date(end.getTime() - 1000))).toMatchObject({ handedOver: 0 });
  expect(await database.prisma.lead.count({ where: { dueAt: end } })).toBe(1);
  expect(await scoreDueLeads(capped, end)).toMatchObject({ handedOver: 1 });
});

test('a rejected lead with new interest comes back at the second that its reason says, once', async () => {
  const open = deps({});
  await addReady(['jane'], MONDAY_NOON);
  await scoreDueLeads(open, MONDAY_NOON);
  const { id: handoverId } = await database.prisma.handover.findFirstOrThrow();
  const rejection = { handoverId, by: 'U1REP', reasonId: 'bad_timing', words: null };
  await changeHandover(database.prisma, {
    handoverId,
    event: 'posted',
    by: null,
    now: MONDAY_NOON,
    note: () => {},
  });
  await rejectHandover(open, { ...rejection, now: MONDAY_NOON });
  const back = new Date(MONDAY_NOON.getTime() + 60 * 86_400_000);
  const early = new Date(back.getTime() - 1000);
  await addReady(['jane'], new Date(early.getTime() - 3_600_000));
  expect(await scoreDueLeads(open, early)).toMatchObject({ handedOver: 0 });
  expect(await scoreDueLeads(open, back)).toMatchObject({ handedOver: 1 });
  expect(await scoreDueLeads(open, back)).toMatchObject({ handedOver: 0 });
});
