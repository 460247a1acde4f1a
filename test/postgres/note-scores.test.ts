import { expect, test } from 'vitest';
import { readModel } from '../../src/handover/learned-model.ts';
import { assessLeads } from '../../src/handover/assess-lead.ts';
import type { HandoverDeps } from '../../src/handover/deps.ts';
import { NOTHING } from '../../src/handover/hold-back.ts';
import { noteScores } from '../../src/handover/note-scores.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

const LATER = new Date(NOW.getTime() + 1000);

test('scores of the same leads are written at once, in any order, and none waits for another for ever', async () => {
  await using instance = await openInstance(await newPostgres());
  const { prisma } = instance.database;
  const scored = await score(instance, 300);
  for (let round = 0; round < 10; round += 1) {
    const orders = [scored, scored.toReversed(), scored, scored.toReversed()];
    await Promise.all(orders.map((order) => noteScores(prisma, order, NOW)));
  }
  expect(await prisma.lead.count({ where: { scoredAt: NOW, changedAt: null } })).toBe(300);
});

test('a change that comes in while scores are written is left for the next tick', async () => {
  await using instance = await openInstance(await newPostgres());
  const { prisma, sql } = instance.database;
  const scored = await score(instance, 2);
  const ingest = await sql.connect();
  await ingest.query('BEGIN');
  await ingest.query('UPDATE "Lead" SET "changedAt" = $1 WHERE name = $2', [LATER, 'Lead 0']);
  const noting = noteScores(prisma, scored, NOW);
  const waiting = async () =>
    (
      await sql.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    ).rowCount;
  await expect.poll(waiting).toBe(1);
  await ingest.query('COMMIT');
  ingest.release();
  await noting;
  const leads = await prisma.lead.findMany({ orderBy: { name: 'asc' } });
  expect(leads.map(({ scoredAt, changedAt }) => ({ scoredAt, changedAt }))).toEqual([
    { scoredAt: NOW, changedAt: LATER },
    { scoredAt: NOW, changedAt: null },
  ]);
});

async function score(instance: HandoverDeps, count: number) {
  const { prisma } = instance.database;
  await storeBatches(instance, [readyLeads('noted', count)], NOW);
  const leads = await prisma.lead.findMany({ include: { company: true } });
  const { model } = await readModel(instance, NOW);
  const assessed = await assessLeads(instance, prisma, leads, model, NOW);
  return assessed.map((one) => ({ assessed: one, heldBack: NOTHING }));
}
