// What grows with what, on a PostgreSQL of its own: `npm run bench:scale`. docs/scale.md explains the figures.
import { Command } from 'commander';
import { dropMonths } from '../../src/ingest/activity-months.ts';
import { findPostgres } from '../../test/postgres/find-postgres.ts';
import { startCluster } from '../../test/postgres/start-cluster.ts';
import { daysBefore, MONTHS } from './activities.ts';
import { sayReplay } from './replay.ts';
import { saySizes } from './sizes.ts';
import { openStages, type Stage } from './stages.ts';
import { listWorks } from './works.ts';

const TIMES = 5;

const { replay } = new Command('bench:scale')
  .description('Says how the time of what Baton does all day grows with leads, activities and handovers.')
  .option('--replay <activities>', 'instead time a backtest of so many on the embedded database', Number)
  .parse()
  .opts<{ replay?: number }>();
if (replay !== undefined) {
  await sayReplay(replay);
  process.exit(0);
}
const postgres = await findPostgres();
if (!postgres.ok) {
  console.error(`Left out: ${postgres.why}`);
  process.exit(0);
}
const cluster = await startCluster(postgres);
const stages = await openStages(cluster.host);
await sayGrowth(stages);
const last = stages.at(-1);
if (last) {
  await saySizes(last.deps.database);
  await compareDeleting(last);
}
await Promise.all(stages.map(({ deps }) => deps.database.close()));
await cluster.stop();
process.exit(0);

/** A row for each work, a column for each size: the fastest, since other work on the machine only adds to it. */
async function sayGrowth(columns: Stage[]): Promise<void> {
  console.log(`| | ${columns.map(({ says }) => says).join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(columns.length)}`);
  const works = columns.map(({ deps }) => listWorks(deps));
  for (const [index, { what }] of (works[0] ?? []).entries()) {
    const fastest = works.map(() => Number.POSITIVE_INFINITY);
    for (let time = 0; time < TIMES; time += 1)
      // In turn, so that what else the machine does meets all alike.
      for (const [column, list] of works.entries()) {
        await list[index]?.prepare?.();
        const ms = await timed(async () => list[index]?.run());
        fastest[column] = Math.min(fastest[column] ?? ms, ms);
      }
    console.log(`| ${what} | ${fastest.map((ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`).join(' | ')} |`);
  }
}

/** Drops the oldest months, and then deletes as many rows of the others one by one. */
async function compareDeleting({ deps: { database } }: Stage): Promise<void> {
  const before = await database.prisma.activity.count();
  const dropped = await timed(() => dropMonths(database, daysBefore(MONTHS * 30 - 70)));
  const gone = before - (await database.prisma.activity.count());
  const deleted = await timed(() =>
    database.sql.query(
      'DELETE FROM "Activity" WHERE (id, "leadId", at) IN (SELECT id, "leadId", at FROM "Activity" LIMIT $1)',
      [gone],
    ),
  );
  console.log(
    `\nDeleting ${gone.toLocaleString('en-US')} activities: ${dropped.toFixed(0)} ms by their months, ${deleted.toFixed(0)} ms row by row.`,
  );
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
