import { baseOf, cleanAmount, toRow, weightOf, type Model } from './model.ts';
import { own, sigmoid, type Features } from './prior.ts';

export interface Prediction {
  logOdds: number;
  /** Standard deviation of the log-odds; over about 0.8 there is not enough evidence yet. */
  sd: number;
  /** The probability at the mean weights, 0 to 1: ranks, and has the better Brier score. */
  probability: number;
  /** The probability averaged over the uncertainty (MacKay's approximation), nearer to one half. */
  moderated: number;
}

/** What the model says of a lead. Terms it has not met count with their prior. */
export function predict(model: Model, features: Features): Prediction {
  const { at, value, unmet } = toRow(model, features);
  const { mean, covariance, size } = model;
  let logOdds = 0;
  let variance = unmet;
  for (let i = 0; i < at.length; i++) {
    const row = at[i] ?? 0;
    logOdds += (mean[row] ?? 0) * (value[i] ?? 0);
    let sum = 0;
    for (let j = 0; j < at.length; j++) sum += (covariance[row * size + (at[j] ?? 0)] ?? 0) * (value[j] ?? 0);
    variance += sum * (value[i] ?? 0);
  }
  variance = Math.max(variance, 0);
  return {
    logOdds,
    sd: Math.sqrt(variance),
    probability: sigmoid(logOdds),
    moderated: sigmoid(logOdds / Math.sqrt(1 + (Math.PI * variance) / 8)),
  };
}

export interface Contribution {
  term: string;
  amount: number;
  /** What the term adds against the usual lead, in log-odds. */
  logOdds: number;
}

/**
 * The log-odds of a lead taken apart: `base` is the usual lead's, and base plus all terms is the prediction's
 * `logOdds`. Largest first, by size. `usual` holds the average of each term over the leads compared with; what the
 * usual lead has and this one lacks is a contribution too.
 */
export function contributions(
  model: Model,
  features: Features,
  usual: Features = {},
): { base: number; terms: Contribution[] } {
  let base = baseOf(model);
  const terms: Contribution[] = [];
  for (const term of new Set([...Object.keys(features), ...Object.keys(usual)])) {
    const { weight } = weightOf(model, term);
    const amount = cleanAmount(own(features, term) ?? 0);
    const average = cleanAmount(own(usual, term) ?? 0);
    base += weight * average;
    if (amount !== average) terms.push({ term, amount, logOdds: weight * (amount - average) });
  }
  return { base, terms: terms.toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)) };
}
