import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { readCalibration } from '../../src/handover/read-calibration.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { lookUpLead } from '../../src/reports/look-up-lead.ts';
import { newDatabase } from '../database/test-database.ts';
import { NOW, readyLeads } from '../postgres/instances.ts';
import { oneChannelDeps } from './deps.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());

const setUp = () => oneChannelDeps(database);

test('from 200 final verdicts on the readiness is set right, and says by how many and how far off it was', async () => {
  const deps = setUp();
  await storeBatches(deps, [readyLeads('one', 3)], NOW);
  await scoreDueLeads(deps, NOW);
  const [first, second, third] = await database.prisma.handover.findMany({ orderBy: { id: 'asc' } });
  if (!first || !second || !third) throw new Error('three leads were not handed over');
  const reject = (handoverId: string) =>
    rejectHandover(deps, { handoverId, by: 'U1', reasonId: 'no_intent', words: null, now: NOW });
  await reject(first.id);
  const stored = await database.prisma.verdict.findFirstOrThrow();
  // What the score had said before it, of which the verdict knows nothing yet.
  const before = stored.logOdds ?? 0;
  expect(stored.readiness).toBeCloseTo(100 / (1 + Math.exp(-before)), 6);
  // 198 more like it, and talks that are not final, or that say nothing of it.
  const like = `INSERT INTO "Verdict" (id, "handoverId", kind, teaches, features, "logOdds", readiness, by, at, "countedIn")
    SELECT gen_random_uuid(), $1, kind, teaches, '{}', 1, 73, 'U1', $2, 1`;
  await database.sql.query(
    `${like} FROM generate_series(1, 198), (VALUES ('rejected', 'interest')) AS t(kind, teaches)`,
    [first.id, NOW],
  );
  await database.sql.query(
    `${like} FROM (VALUES ('outcome', 'positive'), ('claimed', 'nothing'), ('rejected', 'timing')) AS t(kind, teaches)`,
    [second.id, NOW],
  );
  expect(await readCalibration(database, NOW)).toMatchObject({
    verdicts: 199,
    slope: 1,
    intercept: 0,
    error: null,
  });
  await reject(third.id);
  const { verdicts, slope, intercept, error } = await readCalibration(database, NOW);
  expect(verdicts).toBe(200);
  expect(slope * 1 + intercept).toBeLessThan(0); // said 73%, and none was accepted
  expect(error).toBeGreaterThan(0.6);
  const found = await lookUpLead(deps, { leadId: second.leadId }, NOW);
  const assessment = found.kind === 'one' ? found.lead.assessment : null;
  expect(assessment?.calibration).toEqual({ verdicts: 200, error });
  expect(assessment?.readiness).toBeCloseTo(
    100 / (1 + Math.exp(-(slope * (assessment?.logOdds ?? 0) + intercept))),
    6,
  );
  // The talk that goes on for long is one that was wanted.
  const later = new Date(NOW.getTime() + 61 * 86_400_000);
  expect(await readCalibration(database, later)).toMatchObject({ verdicts: 201 });
  // Of 901 the latest 500 are looked at, and that is what is said: these were accepted, and 73% was promised.
  await database.sql.query(
    `${like} FROM generate_series(1, 700), (VALUES ('rejected', 'positive')) AS t(kind, teaches)`,
    [first.id, later],
  );
  const latest = await readCalibration(database, later);
  expect(latest).toMatchObject({ verdicts: 500, error: expect.closeTo(0.27, 6) });
});
