import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { markLeads } from '../../src/handover/mark-leads.ts';
import { newDatabase } from '../database/test-database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const EARLIER = new Date('2026-03-01T09:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());

test('all that are meant are marked, also more than a statement takes, and no other', async () => {
  const add = (count: number, name: string, changedAt: Date | null) =>
    database.sql.query(
      'INSERT INTO "Lead" (id, name, "changedAt") SELECT gen_random_uuid(), $2, $3 FROM generate_series(1, $1::int)',
      [count, name, changedAt],
    );
  await add(2_001, 'meant', null);
  await add(1, 'meant', EARLIER);
  await add(1_500, 'other', null);
  await markLeads(database, { name: 'meant' }, NOW);
  const groups = await database.prisma.lead.groupBy({
    by: ['name', 'changedAt'],
    _count: true,
    orderBy: [{ name: 'asc' }, { changedAt: 'asc' }],
  });
  expect(groups).toEqual([
    { name: 'meant', changedAt: EARLIER, _count: 1 },
    { name: 'meant', changedAt: NOW, _count: 2_001 },
    { name: 'other', changedAt: null, _count: 1_500 },
  ]);
});
