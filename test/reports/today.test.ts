import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { sayWaiting } from '../../src/cli/waiting.ts';
import { claimHandover } from '../../src/handover/claim.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { readToday } from '../../src/reports/today.ts';
import { newDatabase } from '../database/test-database.ts';
import { oneChannelDeps } from '../handover/deps.ts';
import { NOW, readyLeads } from '../postgres/instances.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());

test('whose handover has just ended waits once the tick knows for what', async () => {
  const deps = oneChannelDeps(database);
  await storeBatches(deps, [readyLeads('one', 1)], NOW);
  await scoreDueLeads(deps, NOW);
  const { id: handoverId } = await database.prisma.handover.findFirstOrThrow();
  await claimHandover(deps, { handoverId, by: 'U1', now: NOW });
  const outcome = { outcomeId: 'no_response', reasonId: null, words: null };
  expect(await logOutcome(deps, { handoverId, by: 'U1', ...outcome, now: NOW })).toMatchObject({ ok: true });
  expect(await readToday(deps, NOW)).toMatchObject({ waiting: 0, heldBack: [] });
  expect(await sayWaiting(deps, NOW)).toMatch(/^Nobody waits/);

  const later = new Date(NOW.getTime() + 60_000);
  await scoreDueLeads(deps, later);
  const why = [expect.stringMatching(/^back from a verdict on|nothing new/)];
  expect(await readToday(deps, later)).toMatchObject({ waiting: 1, heldBack: [{ why }] });
  expect(await sayWaiting(deps, later)).toMatch(/\n *\d+ {2}.*: (back from a verdict on|nothing new)/);
});
