import { expect, test } from 'vitest';
import { readModel } from '../../src/handover/learned-model.ts';
import { listModelVersions } from '../../src/handover/model-versions.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { weightOf } from '../../src/scoring/model/model.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

test('two instances that learn at once count on the same versions, each verdict in one of them', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  await storeBatches(one, [readyLeads('one', 5)], NOW);
  await scoreDueLeads(one, NOW);
  await readModel(other, NOW);
  const handovers = await one.database.prisma.handover.findMany();
  await Promise.all(
    handovers.map(async ({ id }, index) => {
      const instance = index % 2 ? one : other;
      await rejectHandover(instance, {
        handoverId: id,
        by: 'U1',
        reasonId: 'no_intent',
        words: null,
        now: NOW,
      });
      await readModel(instance, NOW);
    }),
  );
  const [mine, theirs] = [await readModel(one, NOW), await readModel(other, NOW)];
  expect(mine.version).toBe(theirs.version);
  expect([mine.model.verdicts, theirs.model.verdicts]).toEqual([handovers.length, handovers.length]);
  for (const term of mine.model.positions.keys())
    expect(weightOf(theirs.model, term).weight).toBeCloseTo(weightOf(mine.model, term).weight, 9);
  const versions = await listModelVersions(one.database);
  expect(versions.filter(({ cause }) => cause === 'verdict')).toHaveLength(handovers.length);
  expect(new Set(versions.map(({ verdictId }) => verdictId)).size).toBe(handovers.length + 1);
});
