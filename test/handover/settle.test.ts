import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { newDatabase } from '../database/test-database.ts';
import { oneChannelDeps } from './deps.ts';
import { readHeldBack, takeInReady } from './ready-leads.ts';

const MONDAY_NOON = new Date('2026-03-02T11:00:00Z');
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());

test('of many for whom there is no place each is told why, and whoever among them needs none is handed over', async () => {
  const capped = oneChannelDeps(database, { routes: [{ channel: 'sales', daily_cap: 1 }] });
  const before = (days: number) => new Date(MONDAY_NOON.getTime() - days * 86_400_000);
  const many = (called: string) => Array.from({ length: 8 }, (_, index) => `${called}${index}`);
  await takeInReady(capped, ['first'], MONDAY_NOON);
  expect(await scoreDueLeads(capped, MONDAY_NOON)).toMatchObject({ handedOver: 1 });
  await takeInReady(capped, many('better'), MONDAY_NOON);
  await takeInReady(capped, ['first'], before(8), undefined, 'colleague');
  await takeInReady(capped, many('worse'), before(12));
  expect(await scoreDueLeads(capped, MONDAY_NOON)).toEqual({ scored: 18, handedOver: 1 });

  const leads = await database.prisma.lead.findMany({
    where: { email: { not: 'x@first.example' } },
    orderBy: { readiness: 'desc' },
  });
  expect(leads.map(({ name }) => name?.replace(/\d$/, ''))).toEqual([
    ...many('').map(() => 'better'),
    'first', // the colleague
    ...many('').map(() => 'worse'),
  ]);
  const held = { why: ['#sales has had its 1 cards of today'], dueAt: '2026-03-02T23:00:00.000Z' };
  expect(await readHeldBack(database)).toEqual(
    [...many('better'), ...many('worse')].map((name) => ({ name, ...held })),
  );
  expect(leads.every(({ changedAt, scoredAt }) => changedAt === null && scoredAt !== null)).toBe(true);
  expect(await database.prisma.handover.count({ where: { hostId: { not: null } } })).toBe(1);
});
