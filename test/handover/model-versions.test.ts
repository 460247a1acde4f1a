import fc from 'fast-check';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { claimHandover, releaseHandover } from '../../src/handover/claim.ts';
import { fitModelAnew, readModel, remakeModel } from '../../src/handover/learned-model.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { asStored, readLog, waysTo } from '../../src/handover/model-log.ts';
import { listModelVersions, readModelVersion } from '../../src/handover/model-versions.ts';
import { handOverAgain, rejectHandover } from '../../src/handover/reject.ts';
import { rollbackModel } from '../../src/handover/rollback-model.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { snoozeHandover } from '../../src/handover/snooze.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import { weightOf } from '../../src/scoring/model/model.ts';
import { predict } from '../../src/scoring/model/predict.ts';
import { newDatabase } from '../database/test-database.ts';
import { NOW, readyLeads } from '../postgres/instances.ts';
import { oneChannelDeps } from './deps.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() =>
  database.sql.query(
    'DELETE FROM "Lead"; DELETE FROM "ActivityId"; DELETE FROM "Company"; DELETE FROM "ModelVersion"',
  ),
);

const setUp = () => oneChannelDeps(database);
type Deps = ReturnType<typeof setUp>;

/** So many handovers, made by the first version of the model. */
async function handOverSome(deps: Deps, count: number): Promise<string[]> {
  await storeBatches(deps, [readyLeads('one', count)], NOW);
  await scoreDueLeads(deps, NOW);
  const handovers = await database.prisma.handover.findMany({ orderBy: { id: 'asc' } });
  expect(handovers.map(({ modelVersion }) => modelVersion)).toEqual(handovers.map(() => 1));
  return handovers.map(({ id }) => id);
}

const by = 'U1';
const reject = (deps: Deps, handoverId: string, reasonId = 'wrong_role') =>
  rejectHandover(deps, { handoverId, by, reasonId, words: null, now: NOW });
const book = async (deps: Deps, handoverId: string) => {
  await claimHandover(deps, { handoverId, by, now: NOW });
  await logOutcome(deps, {
    handoverId,
    by,
    outcomeId: 'meeting_booked',
    reasonId: null,
    words: null,
    now: NOW,
  });
};
const causes = async () => (await listModelVersions(database)).map(({ cause }) => cause).toReversed();

/** Every version, made again from the log, says what it said when it was written. */
async function expectAllReproducible(deps: Deps): Promise<void> {
  for (const { version, terms, verdicts } of await listModelVersions(database)) {
    const { model } = await remakeModel(deps, version);
    expect([version, model.verdicts]).toEqual([version, verdicts]);
    for (const [term, [weight, sd]] of Object.entries(terms)) {
      expect(weightOf(model, term).weight).toBeCloseTo(weight, 5);
      expect(weightOf(model, term).sd).toBeCloseTo(sd, 5);
    }
  }
}

test('each verdict makes a version, an undo fits anew, and every version can be made again from the log', async () => {
  const deps = setUp();
  const [one = '', two = '', three = '', four = ''] = await handOverSome(deps, 4);
  await reject(deps, one);
  const first = await readModel(deps, NOW);
  expect(await readModel(deps, NOW)).toBe(first);
  await book(deps, two);
  await snoozeHandover(deps, {
    handoverId: three,
    by,
    until: new Date(NOW.getTime() + 1),
    note: null,
    now: NOW,
  });
  await reject(deps, four, 'duplicate'); // says nothing: no version
  await readModel(deps, NOW);
  // The claim was taken back before any version counted it: its outcome alone is a verdict.
  expect(await causes()).toEqual(['start', 'verdict', 'verdict', 'verdict']);
  await handOverAgain(deps, { handoverId: one, by, now: NOW });
  const { version, model } = await readModel(deps, NOW);
  expect([version, model.verdicts]).toEqual([5, 1]);
  expect(await readModelVersion(database, 5)).toMatchObject({ cause: 'taken_back', verdicts: 1 });
  await reject(deps, one);
  await readModel(deps, NOW);
  expect((await fitModelAnew(deps, NOW)).version).toBe(7);
  expect((await fitModelAnew(deps, NOW)).version).toBe(7); // nothing was learned since
  deps.playbook.hash = 'two';
  await readModel(deps, NOW);
  expect((await causes()).slice(4)).toEqual(['taken_back', 'verdict', 'start', 'playbook']);
  await expectAllReproducible(deps);
});

test('whenever the log has grown by a twentieth it is fitted anew, so that no score drifts from the exact one', async () => {
  const deps = setUp();
  const handovers = await handOverSome(deps, 20);
  for (const [index, id] of handovers.entries()) {
    await (index % 4 === 0 ? book(deps, id) : reject(deps, id));
    await readModel(deps, NOW);
  }
  const drifted = (await readModel(deps, NOW)).model;
  const exact = (await fitModelAnew(deps, NOW)).model;
  const { features } = await database.prisma.verdict.findFirstOrThrow();
  const [said, meant] = [drifted, exact].map(
    (model) => predict(model, z.record(z.string(), z.number()).parse(features)).probability,
  );
  expect(Math.abs((said ?? 0) - (meant ?? 1))).toBeLessThan(0.01);
  const made = await causes();
  expect(made.slice(0, 7)).toEqual(['start', ...Array.from({ length: 5 }, () => 'verdict'), 'grown']);
  expect(made.filter((cause) => cause === 'grown')).toHaveLength(3);
  await expectAllReproducible(deps);
});

test('what a tick scores by is the exact fit, also where less than a twentieth was learned online since', async () => {
  const deps = setUp();
  const [one = '', two = '', three = ''] = await handOverSome(deps, 3);
  await reject(deps, one);
  await readModel(deps, NOW);
  await scoreDueLeads(deps, NOW);
  await scoreDueLeads(deps, NOW); // nothing was learned since
  await book(deps, two);
  await readModel(deps, NOW);
  await reject(deps, three);
  await scoreDueLeads(deps, NOW);
  expect(await causes()).toEqual(['start', 'verdict', 'grown', 'verdict', 'grown']);
  const { version, model } = await readModel(deps, NOW);
  const exact = learnFrom(deps.playbook.current, (await readLog(database, version)).map(asStored));
  expect(exact.verdicts).toBe(3);
  for (const term of exact.positions.keys()) expect(weightOf(model, term)).toEqual(weightOf(exact, term));
  await expectAllReproducible(deps);
});

test('a release, a correction and a rejection after a claim replace what was said before', async () => {
  const deps = setUp();
  const [one = '', two = '', three = ''] = await handOverSome(deps, 3);
  for (const handoverId of [one, two, three]) await claimHandover(deps, { handoverId, by, now: NOW });
  expect((await readModel(deps, NOW)).model.verdicts).toBe(3);
  await releaseHandover(deps, { handoverId: one, by, now: NOW });
  const outcome = {
    handoverId: two,
    by,
    outcomeId: 'in_conversation',
    reasonId: null,
    words: null,
    now: NOW,
  };
  await logOutcome(deps, outcome);
  await readModel(deps, NOW);
  await logOutcome(deps, { ...outcome, outcomeId: 'disqualified', reasonId: 'no_need' });
  await reject(deps, three);
  const { version, model } = await readModel(deps, NOW);
  expect(model.verdicts).toBe(2);
  const standing = (await readLog(database, version)).map(({ kind, teaches }) => [kind, teaches]);
  expect(standing).toEqual([
    ['outcome', 'negative'],
    ['rejected', 'fit.role'],
  ]);
  await expectAllReproducible(deps);
});

test('once the outcome that closed a handover is corrected, the model is as if it alone had been given', async () => {
  const deps = setUp();
  const [one = '', two = ''] = await handOverSome(deps, 2);
  for (const handoverId of [one, two]) {
    await claimHandover(deps, { handoverId, by, now: NOW });
    await readModel(deps, NOW);
  }
  const outcome = { by, reasonId: null, words: null, now: NOW };
  await logOutcome(deps, { ...outcome, handoverId: one, outcomeId: 'no_response' });
  await logOutcome(deps, { ...outcome, handoverId: two, outcomeId: 'won' });
  await readModel(deps, NOW);
  const corrected = { ...outcome, handoverId: one, outcomeId: 'meeting_booked', corrects: true };
  expect(await logOutcome(deps, { ...corrected, by: 'U2' })).toMatchObject({ reason: 'not_yours' });
  // Delivered twice, it is told once.
  for (const ok of [true, true]) expect(await logOutcome(deps, corrected)).toMatchObject({ ok });
  const { version, model } = await readModel(deps, NOW);
  const given = await readLog(database, version);
  expect(given.map(({ handoverId, outcomeId }) => [handoverId, outcomeId])).toEqual([
    [two, 'won'],
    [one, 'meeting_booked'],
  ]);
  const alone = learnFrom(deps.playbook.current, given.map(asStored));
  for (const term of alone.positions.keys()) expect(weightOf(model, term)).toEqual(weightOf(alone, term));
  await expectAllReproducible(deps);
});

test('a roll back leaves out what was given since, and can be rolled forward', async () => {
  const deps = setUp();
  const handovers = await handOverSome(deps, 5);
  for (const id of handovers.slice(0, 4)) {
    await reject(deps, id);
    await readModel(deps, NOW);
  }
  expect(await rollbackModel(deps, { version: 3, by, now: NOW })).toEqual({
    ok: true,
    version: 6,
    verdicts: 2,
  });
  expect((await readModel(deps, NOW)).version).toBe(6);
  await reject(deps, handovers[4] ?? '');
  expect((await readModel(deps, NOW)).model.verdicts).toBe(3);
  // Of the two that the third version counts one was overturned: it stays out.
  await handOverAgain(deps, { handoverId: handovers[0] ?? '', by, now: NOW });
  expect(await rollbackModel(deps, { version: 5, by, now: NOW })).toEqual({
    ok: true,
    version: 9,
    verdicts: 3,
  });
  expect(await rollbackModel(deps, { version: 9, by, now: NOW })).toEqual({ ok: false, reason: 'in_force' });
  expect(await rollbackModel(deps, { version: 10, by, now: NOW })).toEqual({
    ok: false,
    reason: 'unknown_version',
  });
  expect(await database.prisma.verdict.count()).toBe(5);
  await expectAllReproducible(deps);
});

test('the way to a version is what counting and rolling back by hand gives', () => {
  const steps = fc.array(fc.option(fc.nat({ max: 1000 }), { nil: null }), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (made) => {
      const rollbacks = new Map<number, number>();
      const logs: Set<number>[] = [new Set()];
      for (const [index, restores] of made.entries()) {
        const id = index + 1;
        if (restores === null || index === 0) logs.push(new Set([...(logs[index] ?? []), id]));
        else {
          rollbacks.set(id, 1 + (restores % index));
          logs.push(new Set([...(logs[rollbacks.get(id) ?? 0] ?? []), id]));
        }
      }
      for (let version = 1; version < logs.length; version++) {
        const stretches = waysTo(version, rollbacks);
        const ids = Array.from({ length: made.length }, (_, index) => index + 1);
        const counted = ids.filter((id) => stretches.some(({ from, to }) => id >= from && id <= to));
        expect(counted).toEqual([...(logs[version] ?? [])].toSorted((a, b) => a - b));
      }
    }),
  );
});
