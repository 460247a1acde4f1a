/**
 * `npm run chaos`: does to Baton what can go wrong, with real processes, and looks whether what it promises held.
 * `-- --short` takes seconds a row; `-- <name> ...` runs these rows alone.
 */
import { inspect, parseArgs } from 'node:util';
import { findPostgres } from '../test/postgres/find-postgres.ts';
import { type Cluster, startCluster } from '../test/postgres/start-cluster.ts';
import type { Finding, Row } from './row.ts';
import { badInput } from './rows/bad-input.ts';
import { clocks } from './rows/clock.ts';
import { disk } from './rows/disk.ts';
import { halfOpen } from './rows/half-open.ts';
import { databaseAway, manyReps, oneDies } from './rows/instances.ts';
import { killEmbedded, killPostgres } from './rows/kill.ts';
import { lostAnswers, slackDown, twice } from './rows/slack.ts';

const ROWS: Row[] = [
  killEmbedded,
  killPostgres,
  ...onBoth(lostAnswers),
  ...onBoth(slackDown),
  manyReps,
  halfOpen,
  clocks,
  databaseAway,
  oneDies,
  ...onBoth(twice),
  badInput,
  disk,
];
const MOST_TOLD = 8;

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => ROWS.every((row) => row.name !== name));
if (unknown.length > 0)
  throw new Error(`There is no row ${unknown.join(', ')}: ${ROWS.map(({ name }) => name).join(', ')}`);

const wanted = ROWS.filter((row) => positionals.length === 0 || positionals.includes(row.name));
const short = values.short ?? false;
const postgres = await findPostgres();
const cluster = postgres.ok ? await startCluster(postgres) : null;
try {
  // In full, figures are taken: one row at a time. In short, most of a row is waiting for a message a second.
  const broken = [
    ...(await inLanes(
      wanted.filter((row) => !row.alone),
      short ? 2 : 1,
    )),
    ...(await inLanes(
      wanted.filter((row) => row.alone),
      1,
    )),
  ];
  // In short, what only broke beside another is told, and does not stop a change that has nothing to do with it.
  const stays = short ? await inLanes(broken, 1) : broken;
  if (stays.length > 0) process.exitCode = 1;
} finally {
  await cluster?.stop();
}

/** The same on the embedded database and on PostgreSQL. */
function onBoth(row: Row): Row[] {
  return [row, { ...row, name: `${row.name}-postgres`, needsPostgres: true }];
}

/** Runs the rows, so many beside each other, and gives back those that broke. */
async function inLanes(rows: Row[], lanes: number): Promise<Row[]> {
  const next = rows.values();
  const broken: Row[] = [];
  const lane = async () => {
    for (const row of next) if (!(await holds(row))) broken.push(row);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return broken;
}

/** Runs a row, and tells what came of it. */
async function holds(row: Row): Promise<boolean> {
  if (row.needsPostgres && !cluster) {
    console.log(`left out  ${row.name}: there is no PostgreSQL here`);
    return true;
  }
  const started = performance.now();
  const { wrong, says } = await run(row, cluster);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(
    `${wrong.length === 0 ? 'held' : 'BROKEN'}  ${row.name} (${seconds} s): ${row.fault}\n        ${says}`,
  );
  for (const one of wrong.slice(0, MOST_TOLD)) console.log(`        - ${one}`);
  if (wrong.length > MOST_TOLD) console.log(`        - and ${wrong.length - MOST_TOLD} more`);
  return wrong.length === 0;
}

async function run(row: Row, cluster: Cluster | null): Promise<Finding> {
  try {
    return await row.run({ short, cluster: row.needsPostgres ? cluster : null });
  } catch (error) {
    return {
      wrong: [inspect(error)],
      says: 'it could not be run',
    };
  }
}
process.exit();
