import { afterAll, beforeAll, expect, test } from 'vitest';
import { fitModelAnew, readModel } from '../../../src/handover/learned-model.ts';
import { readCalibration } from '../../../src/handover/read-calibration.ts';
import { rejectHandover } from '../../../src/handover/reject.ts';
import { rollbackModel } from '../../../src/handover/rollback-model.ts';
import { scoreDueLeads } from '../../../src/handover/score-leads.ts';
import { replay } from '../../../src/reports/backtest/replay.ts';
import { calibrated, calibrationOf } from '../../../src/scoring/model/calibration.ts';
import { janeIsReady } from '../../end-to-end/leads.ts';
import { MONDAY } from '../../end-to-end/start.ts';
import { DAY_MS, openPast, type Past, person, playbookWith } from './past.ts';

const REJECTED_AT = at(0.1);
const MATURED = 210;
/** Whom it was handed over by a model that 210 rejections had taught, and by one that was rolled back behind them. */
const [DOV_AT, EVE_AT] = [at(1.02), at(3.02)]; // half past nine; a replay learns when the clock stands as at its start
const LOW_GATE: [string, string][] = [['readiness: 50 ', 'readiness: 0 ']];
let past: Past;

function at(days: number): Date {
  return new Date(MONDAY.getTime() + days * DAY_MS);
}

/** Ann is rejected 210 times over; then Dov is handed over, the model rolled back, and Eve handed over. */
beforeAll(async () => {
  past = await openPast(LOW_GATE);
  const { deps, hear, handoverOf } = past;
  await hear(janeIsReady(person('Ann')));
  await scoreDueLeads(deps, MONDAY);
  const { id } = await handoverOf('Ann');
  const said = { handoverId: id, by: 'U1', reasonId: 'no_intent', words: null, now: REJECTED_AT };
  await rejectHandover(deps, said);
  const { version } = await readModel(deps, at(0.2));
  await deps.database.sql.query(
    `INSERT INTO "Verdict" (id, "handoverId", kind, teaches, features, "logOdds", readiness, by, at, "countedIn")
     SELECT gen_random_uuid(), "handoverId", kind, teaches, '{}', "logOdds", readiness, by, at, $2
     FROM "Verdict", generate_series(2, $1)`,
    [MATURED, version],
  );
  await fitModelAnew(deps, at(0.2)); // the exact fit, which a replay makes too
  await hear(janeIsReady(person('Dov')), at(1.01));
  await scoreDueLeads(deps, DOV_AT);
  const rolledBack = await rollbackModel(deps, { version: 1, by: null, now: at(2) });
  if (!rolledBack.ok) throw new Error('The model was not rolled back.');
  await hear(janeIsReady(person('Eve')), at(3.01));
  await scoreDueLeads(deps, EVE_AT);
});
afterAll(() => past.deps.database.close());

/** What playbooks say of each lead that was handed over, in a replay from so many days after the Monday. */
async function replayFrom(days: number, ...changes: [from: string, to: string][][]) {
  const playbooks = changes.map((some) => playbookWith([...LOW_GATE, ...some]).playbook);
  const { sides, names } = await replay(past.deps.database, { playbooks, since: at(days), until: at(4) });
  return sides.map(
    ({ scored }) => new Map(scored.map(({ talk, ...said }) => [names.get(talk.leadId) ?? '', said])),
  );
}

async function inFact(name: string) {
  const { assessment } = await past.handoverOf(name);
  return assessment as { logOdds: number; readiness: number };
}

test.each([
  ['handovers were judged within it', -30],
  ['handovers were judged before it', 1],
])('the playbook in force says what it said in fact, calibrated as it was, where %s', async (_, days) => {
  const [today] = await replayFrom(days, []);
  const calibration = await readCalibration(past.deps.database, EVE_AT);
  expect(calibration.verdicts).toBe(MATURED);
  for (const name of ['Dov', 'Eve']) {
    const [replayed, said] = [today?.get(name), await inFact(name)];
    expect(replayed?.logOdds).toBeCloseTo(said.logOdds, 6);
    expect(replayed?.readiness).toBeCloseTo(said.readiness, 6);
    expect(said.readiness).toBeCloseTo(100 * calibrated(said.logOdds, calibration), 6);
    expect(calibrated(said.logOdds, calibration)).toBeLessThan(calibrated(said.logOdds, NONE) - 0.02);
  }
});

const NONE = { slope: 1, intercept: 0, verdicts: 0 };

test('what a rollback left out counts until then, and no more', async () => {
  const [today] = await replayFrom(-30, []);
  const logOddsOf = (name: string) => today?.get(name)?.logOdds ?? Number.NaN;
  expect(logOddsOf('Dov')).toBeLessThan(logOddsOf('Ann') - 1); // taught by 210 rejections
  expect(logOddsOf('Eve')).toBeGreaterThan(logOddsOf('Ann') - 0.5); // a little older, and otherwise as Ann
});

test('another playbook is calibrated by what it would have said itself', async () => {
  const fewer: [string, string] = ['decision maker\n      points: 30', 'decision maker\n      points: -20'];
  const [today, other] = await replayFrom(-30, [], [fewer]);
  const [ann, dov] = [other?.get('Ann'), other?.get('Dov')];
  if (!ann || !dov) throw new Error('Ann and Dov were not scored');
  expect(ann.logOdds).toBeLessThan((today?.get('Ann')?.logOdds ?? 0) - 1);
  const own = calibrationOf(Array.from({ length: MATURED }, () => ({ ...ann, accepted: 0 })));
  expect(dov.readiness).toBeCloseTo(100 * calibrated(dov.logOdds, own), 6);
});
