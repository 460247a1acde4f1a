// Whole markets through the whole product: endpoint, ticks, gates, cards, verdicts. `npm run bench:product -- --help` says how.
import { Command } from 'commander';
import { findDataFiles } from '../data-files.ts';
import { readEventLog } from './event-log.ts';
import { generateMarket } from './generate.ts';
import { readLeadforge } from './leadforge.ts';
import { firstOf, type Market } from './market.ts';
import { printRun } from './report.ts';
import { runMarket } from './run.ts';

const QUICK_LEADS = 1_000;

const options = new Command('bench:product')
  .description(
    'Runs markets of leads through the whole product, and says how good the leads were that it handed over.',
  )
  .option('--data <file...>', 'leadforge_*.tar.gz, bpi2012.jsonl.gz, or folders of them')
  .option('--limit <leads>', 'take the first so many leads of a market', Number)
  .option('--quick', `the first ${QUICK_LEADS} leads of each market`)
  .parse()
  .opts<{ data?: string[]; limit?: number; quick?: boolean }>();

const limit = options.limit ?? (options.quick ? QUICK_LEADS : Number.POSITIVE_INFINITY);
for (const market of await findMarkets()) {
  const taken = firstOf(market, limit);
  printRun(taken, await runMarket(taken, showProgress(taken.name)));
}
process.exit(0);

async function findMarkets(): Promise<Market[]> {
  const files = findDataFiles(options.data, /(^leadforge_.*\.tar\.gz|\.jsonl(\.gz)?)$/);
  const markets: Market[] = [];
  for (const file of files) {
    const market = file.endsWith('.tar.gz') ? await readLeadforge(file) : readEventLog(file);
    if (market) markets.push(market);
  }
  if (markets.length > 0) return markets;
  console.log(
    'No leadforge_*.tar.gz or bpi2012.jsonl.gz found (BATON_SCORE_DATA names a folder, --data a file): this market is generated.',
  );
  return [generateMarket()];
}

function showProgress(name: string): (share: number) => void {
  return (share) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name} ${(100 * share).toFixed(0)}%`);
  };
}
