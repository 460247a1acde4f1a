import type { Model } from './model.ts';
import { sigmoid } from './prior.ts';
import { factorize, invert, solve } from './symmetric.ts';

export interface WeightedRow {
  at: Int32Array; // positions of the weights
  value: Float64Array;
  accepted: number;
  weight: number;
}

const MOST_ROUNDS = 50;
const DONE = 1e-10; // gain of the objective, in nats

/**
 * Takes the model to the maximum of its posterior on these rows, in place, from where its mean stands: Newton's
 * method with halved steps. The covariance becomes the inverse Hessian there (Laplace). `rounds` stops earlier.
 */
export function climb(model: Model, rows: readonly WeightedRow[], rounds = MOST_ROUNDS): void {
  const { size } = model;
  let loss = lossAt(model, model.mean, rows);
  for (let round = 0; round < rounds; round++) {
    const { gradient, hessian } = slopes(model, rows);
    factorize(hessian, size);
    const step = solve(hessian, size, gradient);
    const { mean, loss: next } = halved(model, step, rows, loss);
    const gained = loss - next;
    if (gained > 0) [model.mean, loss] = [mean, next];
    if (gained < DONE) break;
  }
  const { hessian } = slopes(model, rows);
  factorize(hessian, size);
  model.covariance = invert(hessian, size);
}

/** The full step, or the first halving of it that does not make things worse. */
function halved(model: Model, step: Float64Array, rows: readonly WeightedRow[], before: number) {
  for (let share = 1; ; share /= 2) {
    const mean = model.mean.map((value, index) => value - share * (step[index] ?? 0));
    const loss = lossAt(model, mean, rows);
    if (loss <= before || share < 1e-8) return { mean, loss };
  }
}

/** Negative log posterior, up to a constant. */
function lossAt(model: Model, mean: Float64Array, rows: readonly WeightedRow[]): number {
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

/** Gradient and Hessian of the negative log posterior; of the Hessian only the lower triangle. */
function slopes({ size, mean, priorMean, priorVariance }: Model, rows: readonly WeightedRow[]) {
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
        const other = at[j] ?? 0;
        if (other <= position)
          hessian[start + other] = (hessian[start + other] ?? 0) + bend * (value[j] ?? 0);
      }
    }
  }
  return { gradient, hessian };
}

export function logOddsOf(mean: Float64Array, { at, value }: WeightedRow): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) sum += (mean[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
  return sum;
}
