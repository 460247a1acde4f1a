// The product's learner on real leads, beside three rivals in the same run. `npm run bench:score -- --help` says how.
import { Command } from 'commander';
import { findDataFiles } from '../data-files.ts';
import { generateSet } from './generate.ts';
import { firstLeads, readSets, type LeadSet } from './leads.ts';
import { compare, compareSelective, HEADINGS } from './report.ts';
import { timeOfVerdict } from './step.ts';

/** The share that is handed over right depends more on the draw than the ranking does. */
const SELECTIVE_SEEDS = 3;

const command = new Command('bench:score')
  .description('Measures the readiness score on data sets of leads, test-then-train.')
  .option('--data <file...>', 'data sets (.jsonl or .jsonl.gz) or folders of them')
  .option('--seeds <count>', 'random orders of sets that have none', Number, 10)
  .option('--limit <leads>', 'take at most so many leads of a set', Number, 20_000)
  .option('--quick', 'two seeds, at most 3,000 leads a set')
  .parse();
const options = command.opts<{ data?: string[]; seeds: number; limit: number; quick?: boolean }>();

const seeds = options.quick ? 2 : options.seeds;
const limit = options.quick ? 3_000 : options.limit;
const started = performance.now();
const sets = findSets().map((set) => ({ ...set, of: set.leads.length, leads: firstLeads(set, limit) }));

for (const set of sets) {
  const accepted = set.leads.filter(({ label }) => label === 1).length / set.leads.length;
  const order = set.ordered ? 'in the order of time' : `mean of ${seeds} random orders`;
  const count = set.of > limit ? `${limit} of ${set.of}` : set.of;
  console.log(`\n${set.name}: ${count} leads, ${(100 * accepted).toFixed(1)}% accepted, ${order}`);
  printTable(HEADINGS, compare(set, seeds));
}
const instant = sets.filter(({ delayed }) => !delayed);
if (instant.length > 0) {
  console.log(
    `\nOnly the handed-over are judged: 8 of each 40, one place in 20 at random, a fair points table as prior; mean of ${seeds * SELECTIVE_SEEDS} random orders`,
  );
  printTable(
    [
      'share accepted',
      'Baton',
      'all labels known',
      'ratio',
      'its spread',
      'its error',
      'the table alone',
      'every lead',
    ],
    instant.map((set) => compareSelective(set, seeds * SELECTIVE_SEEDS)),
  );
}
const { microseconds, products } = timeOfVerdict(100);
console.log(
  `\nOne verdict at 100 terms takes ${microseconds.toFixed(0)} µs, as long as ${products.toFixed(0)} dot products of 100.`,
);
console.log(`${((performance.now() - started) / 1_000).toFixed(0)} s`);

function findSets(): LeadSet[] {
  try {
    const files = findDataFiles(options.data, /\.jsonl(\.gz)?$/);
    if (files.length > 0) return files.flatMap(readSets);
  } catch (error) {
    return command.error(error instanceof Error ? error.message : String(error));
  }
  console.log(
    'No real data found (BATON_SCORE_DATA names a folder, --data a file): these leads are generated.',
  );
  return [generateSet()];
}

function printTable(headings: readonly string[], rows: readonly string[][]): void {
  console.log(`| ${headings.join(' | ')} |\n| ${headings.map(() => '---').join(' | ')} |`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}
