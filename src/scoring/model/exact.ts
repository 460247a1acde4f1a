import { createModel, growModel, MEMORY, type Model, type SparseRow } from './model.ts';
import { climb, type WeightedRow } from './newton.ts';
import { rowOf, type Verdict } from './online.ts';
import type { Prior } from './prior.ts';

interface FitOptions {
  memory?: number;
  /** A model to start from: saves rounds, and changes nothing in the result. */
  from?: Model;
}

/**
 * The exact weighted maximum a posteriori model of a log of verdicts, with the Laplace covariance at the optimum.
 * The objective is convex, so the result does not depend on the order of the log. A verdict counts
 * `weight x memory^(number of verdicts given later)`; those without `at` do not fade. Leaving a verdict out of the
 * log is exactly never having had it.
 */
export function fitExactly(prior: Prior, verdicts: readonly Verdict[], options: FitOptions = {}): Model {
  const { model, rows } = layOut(prior, verdicts, options.memory);
  if (options.from) startFrom(model, options.from);
  climb(model, rows);
  return model;
}

/** A model that has every term of the log, still at its prior, and the log as its rows. */
export function layOut(
  prior: Prior,
  verdicts: readonly Verdict[],
  memory = MEMORY,
): { model: Model; rows: WeightedRow[] } {
  const model = { ...createModel(prior), memory };
  growModel(model, new Set(verdicts.flatMap(({ features }) => Object.keys(features))));
  model.verdicts = verdicts.filter(({ alone }) => !alone).length;
  const fading = fadingOf(verdicts, memory);
  const rows = verdicts.map((verdict, index): SparseRow & WeightedRow => ({
    ...rowOf(model, verdict),
    accepted: Number(verdict.accepted),
    weight: (verdict.weight ?? 1) * (fading[index] ?? 1),
  }));
  return { model, rows };
}

/** What fading leaves of each verdict: memory to the power of the number of verdicts given strictly later. */
export function fadingOf(verdicts: readonly Verdict[], memory: number): number[] {
  const times = verdicts.flatMap(({ at, alone }) => (alone ? [] : (at ?? []))).toSorted((a, b) => a - b);
  return verdicts.map(({ at }) => (at === undefined ? 1 : memory ** (times.length - countUpTo(times, at))));
}

/** How many of the sorted numbers are at most so large. */
function countUpTo(sorted: readonly number[], most: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}

function startFrom(model: Model, from: Model): void {
  model.mean.set(from.mean.subarray(0, 2));
  for (const [term, position] of model.positions) {
    const known = from.positions.get(term);
    if (known !== undefined) model.mean[position] = from.mean[known] ?? 0;
  }
}
