// What grows with what, on a PostgreSQL of its own: `npm run bench:scale`. docs/scale.md explains the figures.
import { pino } from 'pino';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { type ActivityInput, parseActivities } from '../../src/ingest/activity-input.ts';
import { dropMonths, makeMonths } from '../../src/ingest/activity-months.ts';
import { refoldInterest } from '../../src/ingest/rebuild-interest.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { defaultPlaybook } from '../playbook.ts';
import { openPostgres } from '../postgres.ts';
import { say, sizes } from './sizes.ts';

const LEADS = 20_000;
const ROUNDS = 50; // of one activity a lead
const MONTHS = 14;
const DAY_MS = 86_400_000;
const NOW = new Date();

const opened = await openPostgres();
if (!opened.ok) {
  console.error(`Left out: ${opened.why}`);
  process.exit(0);
}
const { database } = opened;
const deps = {
  database,
  log: pino({ level: 'silent' }),
  deliver: () => {},
  changed: () => {},
  playbook: defaultPlaybook(),
  repsOf: async () => null,
};

console.log('| what | few | many | ratio |\n| --- | --- | --- | --- |');
for (let back = MONTHS; back >= 0; back -= 1) await makeMonths(database, daysAgo(back * 30));
let sent = 0;
const first = await timed(() => store(round()));
const few = await measure();
for (let done = 2; done < ROUNDS; done += 1) await store(round());
const last = await timed(() => store(round()));
await database.sql.query('ANALYZE');
const many = await measure();
say(`taking in ${LEADS} activities: the first, and after ${LEADS * (ROUNDS - 1)}`, first, last);
say(`a tick of 1,000 leads among ${LEADS}: with 1 activity each, and with ${ROUNDS}`, few.tick, many.tick);
say(
  `reading 200 leads' newest 200 activities: 1 each, and ${ROUNDS} over ${MONTHS} months`,
  few.read,
  many.read,
);
say(`folding 100 leads anew: of 1 activity each, and of ${ROUNDS}`, few.fold, many.fold);
console.log(`\n| table | rows | bytes a row, with indexes |\n| --- | --- | --- |`);
await sizes(database);

const old = daysAgo(MONTHS * 30 - 70);
const before = await countOf('"Activity"');
const dropped = await timed(() => dropMonths(database, old));
const gone = before - (await countOf('"Activity"'));
const deleted = await timed(() =>
  database.sql.query(
    'DELETE FROM "Activity" WHERE (id, "leadId", at) IN (SELECT id, "leadId", at FROM "Activity" LIMIT $1)',
    [gone],
  ),
);
console.log('\n| what | whole months | row by row | ratio |\n| --- | --- | --- | --- |');
say(`deleting ${gone} activities`, dropped, deleted);
await opened.stop();
process.exit(0);

/** One activity of each lead, spread over the months. */
function round(): ActivityInput[] {
  const day = (sent * 8) % (MONTHS * 30);
  sent += 1;
  const batch = Array.from({ length: LEADS }, (_, index) => ({
    id: crypto.randomUUID(),
    type: ['content_viewed', 'resource_downloaded', 'pricing_viewed'][(index + sent) % 3],
    at: new Date(daysAgo(MONTHS * 30 - day).getTime() + index * 1000).toISOString(),
    lead: {
      email: `lead${index}@company${index % 5_000}.example`,
      name: `Lead ${index}`,
      role: 'VP Finance',
      country: 'DE',
      company: { industry: 'manufacturing', employees: 800 },
      source: { channel: 'linkedin' },
    },
    content: {
      title: `Page ${sent % 30}`,
      url: `https://ledgerly.example/month-end/${sent % 30}`,
      tags: ['close'],
    },
  }));
  return parseActivities(batch, NOW).activities;
}

async function store(activities: ActivityInput[]): Promise<void> {
  for (let from = 0; from < activities.length; from += 2_000)
    await storeBatches(deps, [activities.slice(from, from + 2_000)], NOW);
}

async function measure() {
  const { current, hash } = deps.playbook;
  return {
    tick: await tick(1_000),
    read: await readLeads(await someLeads(200)),
    fold: await timed(async () => refoldInterest(database, await someLeads(100), current, hash)),
  };
}

async function tick(count: number): Promise<number> {
  await database.sql.query('UPDATE "Lead" SET "changedAt" = NULL, "dueAt" = NULL');
  await database.sql.query(
    'UPDATE "Lead" SET "changedAt" = now() WHERE id IN (SELECT id FROM "Lead" ORDER BY id LIMIT $1)',
    [count],
  );
  return timed(() => scoreDueLeads(deps, NOW));
}

async function someLeads(take: number): Promise<string[]> {
  const leads = await database.prisma.lead.findMany({ select: { id: true }, orderBy: { id: 'desc' }, take });
  return leads.map(({ id }) => id);
}

function readLeads(ids: string[]): Promise<number> {
  return timed(async () => {
    for (const leadId of ids)
      await database.prisma.activity.findMany({ where: { leadId }, orderBy: { at: 'desc' }, take: 200 });
  });
}

async function countOf(table: string): Promise<number> {
  const { rows } = await database.sql.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
  return Number(rows[0]?.rows);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}
