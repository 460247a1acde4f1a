import { openDatabase } from '../src/database/open-database.ts';
import { scoreDueLeads } from '../src/handover/score-leads.ts';
import { depsOn } from '../test/handover/deps.ts';
import { takeInReady } from '../test/handover/ready-leads.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';

const CHANGED = 1_000;

export async function benchTick(): Promise<Row[]> {
  return [...(await benchChanged()), ...(await benchWaiting())];
}

/** A tick costs what changed, not how many leads there are: 1,000 changed among 2,000 and among 200,000. */
async function benchChanged(): Promise<Row[]> {
  const small = await openLeads(2_000);
  const large = await openLeads(200_000);
  const [slow, fast] = await inTurn(7, large.tick, small.tick);
  await Promise.all([small.close(), large.close()]);
  return [
    {
      what: 'a tick with 1,000 changed leads, among 200,000 against among 2,000',
      measured: `${slow.toFixed(0)} ms`,
      against: `${fast.toFixed(0)} ms`,
      ratio: slow / fast,
      wanted: 'at most 1.5',
    },
  ];
}

/** Those for whom there is no place cost little more than those who are not ready. */
async function benchWaiting(): Promise<Row[]> {
  const now = new Date();
  const database = await openDatabase({ kind: 'embedded', dir: null });
  const deps = depsOn(database, defaultPlaybook());
  const { current } = deps.playbook;
  Object.assign(current, { routes: [{ channel: 'sales', daily_cap: 1 }], weekly_budget: 1, explore: 0 });
  const names = Array.from({ length: CHANGED + 1 }, (_, index) => `company${index}`);
  await takeInReady(deps, names, now);
  await scoreDueLeads(deps, now);
  const { readiness } = current.gates;
  const tick = (gate: number) =>
    Object.assign(() => scoreDueLeads(deps, now), {
      async before() {
        current.gates.readiness = gate;
        await database.sql.query(`UPDATE "Lead" SET "changedAt" = now() WHERE "heldBack"->>'by' IS NOT NULL`);
      },
    });
  const [waiting, notReady] = await inTurn(7, tick(readiness), tick(100));
  await database.close();
  return [
    {
      what: 'a tick with 1,000 ready leads of which the week has had its share, against 1,000 that are not ready',
      measured: `${waiting.toFixed(0)} ms`,
      against: `${notReady.toFixed(0)} ms`,
      ratio: waiting / notReady,
      wanted: 'at most 2',
    },
  ];
}

async function openLeads(count: number) {
  const database = await openDatabase({ kind: 'embedded', dir: null });
  await database.sql.query(
    `INSERT INTO "Lead" (id, email, name) SELECT gen_random_uuid(), 'lead' || n || '@acme.example', 'Lead ' || n FROM generate_series(1, $1::int) AS n`,
    [count],
  );
  await database.sql.query('ANALYZE');
  const deps = depsOn(database, defaultPlaybook());
  return {
    close: () => database.close(),
    tick: Object.assign(() => scoreDueLeads(deps, new Date()), {
      before: () =>
        database.sql.query(
          `UPDATE "Lead" SET "changedAt" = now() WHERE email IN (SELECT 'lead' || n || '@acme.example' FROM generate_series(1, $1::int) AS n)`,
          [CHANGED],
        ),
    }),
  };
}
