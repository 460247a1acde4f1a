import { pino } from 'pino';
import { openDatabase } from '../src/database/open-database.ts';
import { scoreDueLeads } from '../src/handover/score-leads.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';

const CHANGED = 1_000;

/** A tick costs what changed, not how many leads there are: 1,000 changed among 2,000 and among 200,000. */
export async function benchTick(): Promise<Row[]> {
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

async function openLeads(count: number) {
  const database = await openDatabase({ kind: 'embedded', dir: null });
  await database.sql.query(
    `INSERT INTO "Lead" (id, email, name) SELECT gen_random_uuid(), 'lead' || n || '@acme.example', 'Lead ' || n FROM generate_series(1, $1::int) AS n`,
    [count],
  );
  await database.sql.query('ANALYZE');
  const deps = {
    database,
    log: pino({ level: 'silent' }),
    deliver: () => {},
    changed: () => {},
    playbook: defaultPlaybook(),
    repsOf: async () => null,
  };
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
