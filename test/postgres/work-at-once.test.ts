import { expect, test } from 'vitest';
import { newPostgres } from '../database/test-database.ts';
import { scoreDueLeads, scoreLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

test('batches about the same leads from two instances, in any order, all count once', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  const batch = readyLeads('same', 40);
  const parts = Array.from({ length: 12 }, (_, turn) => (turn % 2 ? batch : batch.toReversed()));
  const stored = await Promise.all(
    parts.map((part, turn) => storeBatches(turn % 3 ? one : other, [part], NOW)),
  );
  expect(stored.flat().reduce((sum, { accepted }) => sum + accepted, 0)).toBe(batch.length);
  const leads = await one.database.prisma.lead.findMany({ include: { activities: true } });
  expect(leads).toHaveLength(40);
  expect(leads.every(({ activities }) => activities.length === 3)).toBe(true);
});

test('ticks at once hand each lead over once', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  await storeBatches(one, [readyLeads('many', 40)], NOW);
  const ticks = await Promise.all([one, other, one, other].map((instance) => scoreDueLeads(instance, NOW)));
  const handovers = await one.database.prisma.handover.findMany();
  expect(handovers).toHaveLength(8); // the channel's daily cap
  expect(new Set(handovers.map(({ leadId }) => leadId)).size).toBe(8);
  expect(ticks.reduce((sum, { handedOver }) => sum + handedOver, 0)).toBe(8);
});

test('instances that score different leads at once keep to one cap and one card a company', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  await storeBatches(one, [readyLeads('pair', 40, { companies: 20 })], NOW);
  const leads = await one.database.prisma.lead.findMany({ orderBy: { email: 'asc' } });
  const part = (rest: number) => leads.filter((_, index) => index % 4 === rest).map(({ id }) => id);
  await Promise.all([one, other, one, other].map((instance, rest) => scoreLeads(instance, part(rest), NOW)));
  const cards = await one.database.prisma.handover.findMany({ where: { hostId: null } });
  expect(cards).toHaveLength(8);
  expect(new Set(cards.map(({ companyId }) => companyId)).size).toBe(8);
});
