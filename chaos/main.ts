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
  lostAnswers,
  slackDown,
  manyReps,
  halfOpen,
  clocks,
  databaseAway,
  oneDies,
  twice,
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

const postgres = await findPostgres();
const cluster = postgres.ok ? await startCluster(postgres) : null;
const failed: string[] = [];
try {
  for (const row of ROWS) {
    if (positionals.length > 0 && !positionals.includes(row.name)) continue;
    if (row.needsPostgres && !cluster) {
      console.log(`left out  ${row.name}: there is no PostgreSQL here`);
      continue;
    }
    const started = performance.now();
    const { wrong, says } = await run(row, cluster);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(
      `${wrong.length === 0 ? 'held' : 'BROKEN'}  ${row.name} (${seconds} s): ${row.fault}\n        ${says}`,
    );
    for (const one of wrong.slice(0, MOST_TOLD)) console.log(`        - ${one}`);
    if (wrong.length > MOST_TOLD) console.log(`        - and ${wrong.length - MOST_TOLD} more`);
    if (wrong.length > 0) failed.push(row.name);
  }
} finally {
  await cluster?.stop();
}
if (failed.length > 0) process.exitCode = 1;

async function run(row: Row, cluster: Cluster | null): Promise<Finding> {
  try {
    return await row.run({ short: values.short ?? false, cluster });
  } catch (error) {
    return {
      wrong: [inspect(error)],
      says: 'it could not be run',
    };
  }
}
process.exit();
