import { type ModelCalibration, UNCALIBRATED } from './calibration.ts';
import { beliefOf, type Features, type Prior } from './prior.ts';

/** Positions of the two weights that every model has: the base, and the scale of the points table. */
const BASE = 0;
const SCALE = 1;
const FIXED = 2;
/** What each later verdict leaves of an earlier one where no market changes: about 5,000 are remembered. */
export const MEMORY = 0.9998;
/** Terms are indicators and logarithms of sums: more than this is a mistake of units, and is cut. */
const MOST = 100;

/**
 * Belief about the weights: Gaussian with a mean and a full covariance over (base, scale, own weight of each
 * term). Grows when a verdict brings a new term. Learning changes it in place.
 */
export interface Model {
  readonly prior: Prior;
  /** What each later verdict leaves of an earlier one. */
  memory: number;
  readonly positions: Map<string, number>; // term -> position in mean
  size: number;
  mean: Float64Array;
  covariance: Float64Array; // size x size, row by row
  priorMean: Float64Array; // of the weights as they stand in `mean`: zero for each term's own part
  priorVariance: Float64Array;
  points: Float64Array; // the table's mean of each term, in log-odds; multiplied by the scale
  verdicts: number;
  /** Sets right what it says of a lead as a whole; learning does not use it. */
  calibration: ModelCalibration;
}

export function createModel(prior: Prior): Model {
  const { base, scale } = prior;
  return {
    prior,
    memory: MEMORY,
    positions: new Map(),
    size: FIXED,
    mean: Float64Array.of(base.mean, scale.mean),
    covariance: Float64Array.of(base.variance, 0, 0, scale.variance),
    priorMean: Float64Array.of(base.mean, scale.mean),
    priorVariance: Float64Array.of(base.variance, scale.variance),
    points: new Float64Array(FIXED),
    verdicts: 0,
    calibration: UNCALIBRATED,
  };
}

/** Gives each term that the model has not met its prior, uncorrelated with what has been learned. */
export function growModel(model: Model, terms: Iterable<string>): void {
  const fresh = [...new Set(terms)].filter((term) => !model.positions.has(term));
  if (fresh.length === 0) return;
  const before = model.size;
  const size = before + fresh.length;
  const widen = (array: Float64Array) => {
    const wider = new Float64Array(size);
    wider.set(array);
    return wider;
  };
  const covariance = new Float64Array(size * size);
  for (let row = 0; row < before; row++) {
    covariance.set(model.covariance.subarray(row * before, (row + 1) * before), row * size);
  }
  const { prior, positions } = model;
  const points = widen(model.points);
  const priorVariance = widen(model.priorVariance);
  for (const [index, term] of fresh.entries()) {
    const position = before + index;
    const belief = beliefOf(prior, term);
    positions.set(term, position);
    points[position] = belief.mean;
    priorVariance[position] = belief.variance;
    covariance[position * size + position] = belief.variance;
  }
  const [mean, priorMean] = [widen(model.mean), widen(model.priorMean)];
  Object.assign(model, { size, covariance, points, priorVariance, mean, priorMean });
}

/** A lead in the model's own positions; a weight's position may come once only. */
export interface SparseRow {
  at: Int32Array;
  value: Float64Array;
  /** Variance of the own weights of terms that the model has not met. */
  unmet: number;
}

/** The row of a lead. A term that the model has not met counts through the points table alone. */
export function toRow(model: Model, features: Features): SparseRow {
  const at = [BASE, SCALE];
  const value = [1, 0];
  let table = -model.prior.pivot;
  let unmet = 0;
  for (const [term, raw] of Object.entries(features)) {
    const amount = cleanAmount(raw);
    if (amount === 0) continue;
    const position = model.positions.get(term);
    if (position === undefined) {
      const belief = beliefOf(model.prior, term);
      table += belief.mean * amount;
      unmet += belief.variance * amount * amount;
      continue;
    }
    at.push(position);
    value.push(amount);
    table += (model.points[position] ?? 0) * amount;
  }
  value[1] = table;
  return { at: Int32Array.from(at), value: Float64Array.from(value), unmet };
}

/** An amount as the model counts it: not a number is nothing known, 0. */
export function cleanAmount(raw: number): number {
  return Number.isNaN(raw) ? 0 : Math.min(Math.max(raw, -MOST), MOST);
}

/** A term's present weight in log-odds a unit, with its standard deviation and what the prior had said. */
export function weightOf(model: Model, term: string): { weight: number; sd: number; prior: number } {
  const belief = beliefOf(model.prior, term);
  const position = model.positions.get(term);
  const at = (row: number, column: number) => model.covariance[row * model.size + column] ?? 0;
  const scale = model.mean[SCALE] ?? 1;
  const [mu, own] = [belief.mean, position === undefined ? 0 : (model.mean[position] ?? 0)];
  const variance =
    position === undefined
      ? belief.variance + mu * mu * at(SCALE, SCALE)
      : at(position, position) + mu * mu * at(SCALE, SCALE) + 2 * mu * at(SCALE, position);
  return {
    weight: scale * mu + own,
    sd: Math.sqrt(Math.max(variance, 0)),
    prior: model.prior.scale.mean * mu,
  };
}

/** The weight of a lead of whom nothing is known, in log-odds. */
export function baseOf(model: Model): number {
  return (model.mean[BASE] ?? 0) - (model.mean[SCALE] ?? 1) * model.prior.pivot;
}
