import { pino } from 'pino';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { makeMonths } from '../../src/ingest/activity-months.ts';
import { createDatabase, databaseUrl } from '../../test/postgres/server.ts';
import { defaultPlaybook } from '../playbook.ts';
import { addReadyLead, addRound, daysBefore, MONTHS, NOW } from './activities.ts';
import { addHandovers, addLeads } from './copies.ts';

export interface Stage {
  /** Its heading in the table. */
  says: string;
  deps: SelectionDeps;
}

interface Step {
  name: string;
  grow: (deps: SelectionDeps) => Promise<unknown>;
}

const LEADS = 5_000; // with activities; those that are added later did nothing of their own
const ROUNDS = 40; // of one activity a lead
const HANDOVERS = 500;

const STEPS: Step[] = [
  { name: 'small', grow: begin },
  {
    name: 'more_activities',
    async grow(deps) {
      for (let round = 1; round < ROUNDS; round += 1) await addRound(deps, LEADS);
    },
  },
  { name: 'more_leads', grow: ({ database }) => addLeads(database, 9 * LEADS) },
  { name: 'more_handovers', grow: ({ database }) => addHandovers(database, 19 * HANDOVERS, 'closed') },
];

/** A database of each size, each made from the one before, so that they differ in one thing. */
export async function openStages(host: string): Promise<Stage[]> {
  let from = 'template1';
  for (const { name, grow } of STEPS) {
    await createDatabase(host, name, from);
    const deps = await open(host, name);
    await grow(deps);
    await deps.database.sql.query('VACUUM ANALYZE');
    await deps.database.close(); // none may be connected to what is copied
    from = name;
  }
  return Promise.all(
    STEPS.map(async ({ name }) => {
      const deps = await open(host, name);
      await scoreDueLeads(deps, NOW); // the first tick of a process looks at more
      return { says: await count(deps), deps };
    }),
  );
}

async function begin(deps: SelectionDeps): Promise<void> {
  await makeAllMonths(deps.database);
  await addReadyLead(deps);
  await addRound(deps, LEADS);
  const { handedOver } = await scoreDueLeads(deps, NOW);
  if (handedOver !== 1)
    throw new Error(`${handedOver} leads were handed over, and not the one that is ready`);
  await addHandovers(deps.database, HANDOVERS, 'closed');
}

/** Room for activities of all the months that are measured. */
export async function makeAllMonths(database: Database): Promise<void> {
  for (let back = MONTHS; back >= 0; back -= 1) await makeMonths(database, daysBefore(back * 30));
}

async function open(host: string, name: string): Promise<SelectionDeps> {
  return withDefaults(await openDatabase({ kind: 'postgres', url: databaseUrl(host, name) }));
}

/** What work on a database needs, by the default playbook. */
export function withDefaults(database: Database): SelectionDeps {
  return {
    database,
    log: pino({ level: 'silent' }),
    deliver: () => {},
    changed: () => {},
    playbook: defaultPlaybook(),
    repsOf: async () => null,
  };
}

async function count({ database: { prisma } }: SelectionDeps): Promise<string> {
  const counts = [
    `${round(await prisma.lead.count())} leads`,
    `${round(await prisma.activity.count())} activities`,
    `${round(await prisma.handover.count())} handovers`,
  ];
  return counts.join(', ');
}

function round(count: number): string {
  return (Math.round(count / 100) * 100).toLocaleString('en-US');
}
