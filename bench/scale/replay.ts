import { openDatabase } from '../../src/database/open-database.ts';
import type { Playbook } from '../../src/playbook/schema.ts';
import { compare } from '../../src/reports/backtest/compare.ts';
import { replay } from '../../src/reports/backtest/replay.ts';
import { addRound, daysBefore, NOW } from './activities.ts';
import { makeAllMonths, withDefaults } from './stages.ts';

const ROUNDS = 70; // of one activity a lead: they fill the months
const REPLAYED_DAYS = 90;

/**
 * Replays so many activities with two playbooks on the embedded database, and says how long that took. These leads have no
 * news, so hardly any is handed over: it is reading, folding and scoring that takes the time.
 */
export async function sayReplay(wanted: number): Promise<void> {
  const leads = Math.max(1, Math.round(wanted / ROUNDS));
  const deps = withDefaults(await openDatabase({ kind: 'embedded', dir: null }));
  const { database, playbook } = deps;
  await makeAllMonths(database);
  for (let round = 0; round < ROUNDS; round += 1) await addRound(deps, leads);
  await database.sql.query('UPDATE "Activity" SET "receivedAt" = at'); // Baton heard of each at once
  const { current } = playbook;
  const lower: Playbook = { ...current, gates: { ...current.gates, readiness: current.gates.readiness / 2 } };
  const since = daysBefore(REPLAYED_DAYS);
  const started = performance.now();
  const past = await replay(database, { playbooks: [current, lower], since, until: NOW });
  const seconds = (performance.now() - started) / 1000;
  const handedOver = compare(past, since).map((side) => side.handedOver.toLocaleString('en-US'));
  console.log(
    `Replaying ${past.activities.toLocaleString('en-US')} activities of ${past.names.size.toLocaleString('en-US')} leads, ` +
      `the last ${REPLAYED_DAYS} days with two playbooks: ${seconds.toFixed(1)} s; they handed over ${handedOver.join(' and ')}.`,
  );
  await database.close();
}
