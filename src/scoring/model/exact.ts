import { createModel, growModel, toRow, type Model, type SparseRow } from './model.ts';
import { MEMORY, type Verdict } from './online.ts';
import { sigmoid, type Prior } from './prior.ts';
import { factorize, invert, solve } from './symmetric.ts';

interface Weighted extends SparseRow {
  accepted: number;
  weight: number;
}

const MOST_ROUNDS = 50;
const DONE = 1e-10; // change of the objective, in nats

/**
 * The exact weighted maximum a posteriori model of a log of verdicts, with the Laplace covariance at the optimum.
 * The objective is convex, so the result depends neither on the order of the log nor on where it starts (`from`
 * only saves rounds). A verdict counts `weight x memory^(number of verdicts given later)`; those without `at` do
 * not fade. Leaving a verdict out of the log is exactly never having had it.
 */
export function fitExactly(
  prior: Prior,
  verdicts: readonly Verdict[],
  options: { memory?: number; from?: Model } = {},
): Model {
  const model = createModel(prior);
  growModel(model, termsOf(verdicts));
  model.verdicts = verdicts.length;
  const weights = recencyWeights(verdicts, options.memory ?? MEMORY);
  const rows = verdicts.map((verdict, index): Weighted => ({
    ...toRow(model, verdict.features),
    accepted: Number(verdict.accepted),
    weight: (verdict.weight ?? 1) * (weights[index] ?? 1),
  }));
  if (options.from) startFrom(model, options.from);
  model.covariance = climb(model, rows);
  return model;
}

/** What fading leaves of each verdict: memory to the power of the number of verdicts given strictly later. */
export function recencyWeights(verdicts: readonly Verdict[], memory: number): Float64Array {
  const times = Float64Array.from(verdicts, ({ at }) => at ?? Infinity).sort();
  const result = new Float64Array(verdicts.length);
  for (const [index, { at }] of verdicts.entries()) {
    result[index] = at === undefined ? 1 : memory ** (times.length - countUpTo(times, at));
  }
  return result;
}

function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function termsOf(verdicts: readonly Verdict[]): Set<string> {
  const terms = new Set<string>();
  for (const { features } of verdicts) for (const term of Object.keys(features)) terms.add(term);
  return terms;
}

function startFrom(model: Model, from: Model): void {
  model.mean.set(from.mean.subarray(0, 2));
  for (const [term, position] of model.positions) {
    const known = from.positions.get(term);
    if (known !== undefined) model.mean[position] = from.mean[known] ?? 0;
  }
}

/** Newton's method with halved steps; leaves the optimum in `model.mean` and gives back the inverse Hessian. */
function climb(model: Model, rows: readonly Weighted[]): Float64Array {
  const { size } = model;
  let loss = lossAt(model, model.mean, rows);
  let factor = new Float64Array(size * size);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { gradient, hessian } = slopes(model, rows);
    factorize(hessian, size);
    factor = hessian;
    const step = solve(factor, size, gradient);
    let share = 1;
    let trial = moved(model.mean, step, share);
    let next = lossAt(model, trial, rows);
    while (next > loss && share > 1e-8) {
      share /= 2;
      trial = moved(model.mean, step, share);
      next = lossAt(model, trial, rows);
    }
    if (next > loss) break; // nothing left but rounding
    model.mean = trial;
    const gained = loss - next;
    loss = next;
    if (gained < DONE) break;
  }
  return invert(factor, size);
}

function moved(mean: Float64Array, step: Float64Array, share: number): Float64Array {
  return mean.map((value, index) => value - share * (step[index] ?? 0));
}

/** Negative log posterior, up to a constant. */
function lossAt(model: Model, mean: Float64Array, rows: readonly Weighted[]): number {
  let loss = 0;
  for (let i = 0; i < model.size; i++) {
    const off = (mean[i] ?? 0) - (model.priorMean[i] ?? 0);
    loss += (off * off) / (2 * (model.priorVariance[i] ?? 1));
  }
  for (const row of rows) {
    const z = logOddsOf(mean, row);
    loss += row.weight * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - row.accepted * z);
  }
  return loss;
}

function slopes(model: Model, rows: readonly Weighted[]) {
  const { size, mean, priorMean, priorVariance } = model;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    gradient[i] = ((mean[i] ?? 0) - (priorMean[i] ?? 0)) / (priorVariance[i] ?? 1);
    hessian[i * size + i] = 1 / (priorVariance[i] ?? 1);
  }
  for (const row of rows) {
    const { at, value, weight } = row;
    const p = sigmoid(logOddsOf(mean, row));
    const slope = weight * (p - row.accepted);
    const curvature = weight * p * (1 - p);
    for (let i = 0; i < at.length; i++) {
      const position = at[i] ?? 0;
      const amount = value[i] ?? 0;
      gradient[position] = (gradient[position] ?? 0) + slope * amount;
      const start = position * size;
      const bend = curvature * amount;
      for (let j = 0; j < at.length; j++) {
        const cell = start + (at[j] ?? 0);
        hessian[cell] = (hessian[cell] ?? 0) + bend * (value[j] ?? 0);
      }
    }
  }
  return { gradient, hessian };
}

function logOddsOf(mean: Float64Array, { at, value }: SparseRow): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) sum += (mean[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
  return sum;
}
