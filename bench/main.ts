// Ratios measured in one run, so that the machine's speed cancels out. `npm run bench` prints the table.
import { benchAcknowledge } from './acknowledge.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchIngest } from './ingest.ts';
import { benchInstances } from './instances.ts';
import { benchLearning } from './learning.ts';
import { benchScoring } from './scoring.ts';
import { benchTick } from './tick.ts';

console.log('| what | measured | against | ratio | wanted |\n| --- | --- | --- | --- | --- |');
for (const bench of [
  benchScoring,
  benchLearning,
  benchIngest,
  benchTick,
  benchDeliveries,
  benchInstances,
  benchAcknowledge,
]) {
  for (const row of await bench()) {
    console.log(
      `| ${row.what} | ${row.measured} | ${row.against} | ${row.ratio.toFixed(2)} | ${row.wanted} |`,
    );
  }
}
process.exit(0);
