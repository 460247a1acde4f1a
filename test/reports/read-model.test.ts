import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollBack } from '../../src/cli/model.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { readModelReport } from '../../src/reports/read-model.ts';
import { newDatabase } from '../database/test-database.ts';
import { janeIsReady } from '../end-to-end/leads.ts';
import { MONDAY } from '../end-to-end/start.ts';
import { depsOn } from '../handover/deps.ts';

let database: Database;
let deps: SelectionDeps;

beforeAll(async () => {
  database = await openDatabase(await newDatabase());
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  deps = depsOn(database, livePlaybook(loaded));
  await storeBatches(deps, [parseActivities(janeIsReady(), MONDAY).activities], MONDAY);
  await scoreDueLeads(deps, MONDAY);
});
afterAll(() => database.close());

test('a rejection shows at each term that it speaks of; going back takes its lesson away', async () => {
  const before = await readModelReport(deps, MONDAY);
  const role = (report: typeof before) => report.terms.find(({ term }) => term === 'role:decision maker');
  expect(role(before)).toMatchObject({ accepted: 0, rejected: 0 });
  expect(role(before)?.points).toBeCloseTo(30);
  expect(role(before)?.prior).toBeCloseTo(30);

  const { id } = await database.prisma.handover.findFirstOrThrow();
  await rejectHandover(deps, {
    handoverId: id,
    by: 'UANA',
    reasonId: 'wrong_role',
    words: null,
    now: MONDAY,
  });
  const after = await readModelReport(deps, MONDAY);
  expect(role(after)).toMatchObject({ accepted: 0, rejected: 1 });
  expect(role(after)?.points).toBeLessThan(29.9);
  expect(after.versions[0]).toMatchObject({ version: before.version + 1, cause: 'verdict' });
  expect(after).toMatchObject({ verdicts: 1, remembers: 5_000, base: { accepted: 0, rejected: 1 } });

  expect(await rollBack(deps, String(before.version), MONDAY)).toMatch(
    /^Version \d+ is in force: it counts the 0 verdicts of version \d+\./,
  );
  expect(role(await readModelReport(deps, MONDAY))).toEqual(role(before));
});

test('a version that is not there, or is no number, is refused', async () => {
  await expect(rollBack(deps, '99', MONDAY)).rejects.toThrow('There is no version 99;');
  await expect(rollBack(deps, 'old', MONDAY)).rejects.toThrow('old is no version:');
});
