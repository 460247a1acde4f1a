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
let failed = 0;
try {
  // In full, figures are taken: one row at a time. In short, most of a row is waiting for a message a second.
  await inLanes(
    wanted.filter((row) => !row.alone),
    short ? 2 : 1,
  );
  await inLanes(
    wanted.filter((row) => row.alone),
    1,
  );
} finally {
  await cluster?.stop();
}
if (failed > 0) process.exitCode = 1;

/** The same on the embedded database and on PostgreSQL. */
function onBoth(row: Row): Row[] {
  return [row, { ...row, name: `${row.name}-postgres`, needsPostgres: true }];
}

async function inLanes(rows: Row[], lanes: number): Promise<void> {
  const next = rows.values();
  const lane = async () => {
    for (const row of next) await runAndTell(row);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function runAndTell(row: Row): Promise<void> {
  if (row.needsPostgres && !cluster) {
    console.log(`left out  ${row.name}: there is no PostgreSQL here`);
    return;
  }
  const started = performance.now();
  const { wrong, says } = await run(row, cluster);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(
    `${wrong.length === 0 ? 'held' : 'BROKEN'}  ${row.name} (${seconds} s): ${row.fault}\n        ${says}`,
  );
  for (const one of wrong.slice(0, MOST_TOLD)) console.log(`        - ${one}`);
  if (wrong.length > MOST_TOLD) console.log(`        - and ${wrong.length - MOST_TOLD} more`);
  if (wrong.length > 0) failed += 1;
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
