import { fadingOf, layOut } from './exact.ts';
import { MEMORY } from './model.ts';
import { climb, logOddsOf, type WeightedRow } from './newton.ts';
import type { Verdict } from './online.ts';
import type { Prior } from './prior.ts';

/** Where a market changes, each later verdict leaves this much of an earlier one: about 700 are remembered. */
export const SHORT_MEMORY = 1 - 1 / 700;
/** Fewer verdicts than this are not let judge. */
const FEWEST = 400;
const MOST_JUDGES = 1_000;
/** The short memory must have foretold the newest verdicts better by this much: odds of 1,000 to 1. */
const MARGIN = Math.log(1_000);
/** Newton's rounds from the fit before: enough to compare by. */
const ROUNDS = 3;

/**
 * The memory with which the newest verdicts were best foretold from those before them, in log loss: the long one, unless
 * the short one is better by odds of 1,000 to 1. The judges are the newer half of the log, at most 1,000, in two blocks by
 * time, each foretold by a fit of all that came before. It depends on the log alone, and not on its order.
 */
export function chooseMemory(prior: Prior, verdicts: readonly Verdict[]): number {
  const log = verdicts.filter(({ at, alone }) => at !== undefined && !alone).toSorted(byTime);
  if (log.length < FEWEST) return MEMORY;
  const judges = Math.min(Math.floor(log.length / 2), MOST_JUDGES);
  // Verdicts of one moment are on one side of a bound.
  const bounds = [1, 0.5].map((share) => {
    const newest = log[log.length - Math.floor(share * judges)];
    return log.findIndex(({ at }) => at === newest?.at);
  });
  const gain = lossWith(MEMORY) - lossWith(SHORT_MEMORY);
  return gain > MARGIN ? SHORT_MEMORY : MEMORY;

  function lossWith(memory: number): number {
    const { model, rows } = layOut(prior, log, 1);
    let loss = 0;
    for (const [block, start] of bounds.entries()) {
      const fading = fadingOf(log.slice(0, start), memory);
      const before = rows
        .slice(0, start)
        .map((row, index) => ({ ...row, weight: row.weight * (fading[index] ?? 1) }));
      climb(model, before, ROUNDS);
      for (const row of rows.slice(start, bounds[block + 1])) loss += lossOf(model.mean, row);
    }
    return loss;
  }
}

function byTime(a: Verdict, b: Verdict): number {
  return (a.at ?? 0) - (b.at ?? 0);
}

/** Minus the log of the chance that the weights gave what came, in nats. */
function lossOf(mean: Float64Array, row: WeightedRow): number {
  const z = logOddsOf(mean, row);
  return row.weight * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - row.accepted * z);
}
