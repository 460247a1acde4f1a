import { growModel, toRow, type Model, type SparseRow } from './model.ts';
import { sigmoid, type Features } from './prior.ts';

export interface Verdict {
  /** The lead as it was at handover. */
  features: Features;
  /** 1 accepted, 0 not; in between for a verdict that is not sure. */
  accepted: number | boolean;
  /** How many verdicts it counts for; 1 when not given. */
  weight?: number;
  /** Epoch milliseconds; older verdicts fade in the exact fit. */
  at?: number;
  /**
   * It speaks of its terms' own weights alone, not of the base or the points table: with terms that no other verdict
   * has, it moves nothing else. It is no lead's verdict of its own, so others do not fade by it, and it is not counted.
   */
  alone?: boolean;
}

/**
 * Learns one verdict in place: the online Laplace step (an extended Kalman filter on the logistic likelihood). The
 * log-odds `a` at the new mode is found along the one direction that a verdict moves, then mean and covariance
 * follow. Time is size squared. `memory` is what it leaves of the verdicts before it.
 */
export function learn(model: Model, verdict: Verdict, memory = model.memory): void {
  growModel(model, Object.keys(verdict.features));
  if (memory < 1 && !verdict.alone) forget(model, memory);
  const row = rowOf(model, verdict);
  const accepted = Number(verdict.accepted);
  const weight = verdict.weight ?? 1;
  const direction = times(model, row);
  const expected = dot(model.mean, row);
  const variance = Math.max(dot(direction, row), 0);
  const logOdds = modeAlong(expected, variance * weight, accepted);
  const probability = sigmoid(logOdds);
  const step = weight * (accepted - probability);
  const curvature = weight * probability * (1 - probability);
  const shrink = curvature / (1 + curvature * variance);
  const { mean, covariance, size } = model;
  for (let i = 0; i < size; i++) {
    const along = direction[i] ?? 0;
    if (along === 0) continue;
    mean[i] = (mean[i] ?? 0) + along * step;
    const start = i * size;
    const factor = along * shrink;
    for (let j = 0; j < size; j++) {
      covariance[start + j] = (covariance[start + j] ?? 0) - factor * (direction[j] ?? 0);
    }
  }
  if (!verdict.alone) model.verdicts += 1;
}

/** The row of a verdict: that of its lead, without base and scale when it speaks of its terms alone. */
export function rowOf(model: Model, { features, alone }: Verdict): SparseRow {
  const row = toRow(model, features);
  if (alone) row.value.fill(0, 0, 2);
  return row;
}

/** The root of a = mean + variance (accepted - sigmoid(a)): Newton's steps, halved into the bracket. */
export function modeAlong(mean: number, variance: number, accepted: number): number {
  let low = mean + variance * (accepted - 1);
  let high = mean + variance * accepted;
  let a = Math.min(Math.max(mean, low), high);
  for (let round = 0; round < 60; round++) {
    const p = sigmoid(a);
    const off = a - mean - variance * (accepted - p);
    if (off > 0) high = a;
    else low = a;
    const next = a - off / (1 + variance * p * (1 - p));
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - a) < 1e-12 * (1 + Math.abs(a))) return inside;
    a = inside;
  }
  return a;
}

/** Widens the belief a little, each weight to its prior variance at most; correlations stay as they are. */
function forget(model: Model, memory: number): void {
  const { covariance, priorVariance, size } = model;
  const factor = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const widened = (covariance[i * size + i] ?? 0) / memory;
    const most = priorVariance[i] ?? 0;
    factor[i] = Math.sqrt(widened > most ? most / (widened * memory) : 1 / memory);
  }
  for (let i = 0; i < size; i++) {
    const own = factor[i] ?? 1;
    const start = i * size;
    for (let j = 0; j < size; j++)
      covariance[start + j] = (covariance[start + j] ?? 0) * own * (factor[j] ?? 1);
  }
}

function times({ covariance, size }: Model, { at, value }: SparseRow): Float64Array {
  const result = new Float64Array(size);
  for (let i = 0; i < at.length; i++) {
    const amount = value[i] ?? 0;
    if (amount === 0) continue;
    const start = (at[i] ?? 0) * size; // symmetric: the row stands for the column
    for (let j = 0; j < size; j++) result[j] = (result[j] ?? 0) + amount * (covariance[start + j] ?? 0);
  }
  return result;
}

function dot(dense: Float64Array, { at, value }: SparseRow): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) sum += (dense[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
  return sum;
}
