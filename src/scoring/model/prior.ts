/** A lead as the model sees it: named terms and how much of each there is (1 for a fact that holds). */
export type Features = Readonly<Record<string, number>>;

interface Gaussian {
  mean: number; // log-odds a unit of the term
  variance: number;
}

/**
 * What is believed before the first verdict. A term's weight is `scale x mean + own`, with `own ~ N(0, variance)`:
 * one uncertain scale on the whole points table, so that a poor table as a whole loses its say within a few
 * verdicts. This is the prior N(mu, D + scale.variance mu mu') written with its latent scale. The scale turns around
 * the usual lead: doubt about it is doubt of how far leads lie apart, not of how many are accepted.
 */
export interface Prior {
  base: Gaussian; // log-odds of the usual lead
  scale: Gaussian;
  pivot: number; // what the table gives the usual lead, in log-odds
  terms: Record<string, Gaussian>;
  /** Width of a term that `terms` does not name; its mean is zero. */
  otherVariance: number;
}

/** Points of a term that double the odds. */
export const POINTS_TO_DOUBLE = 20;

/** Widths that measured as well as wider ones, and let one verdict move a score by little (docs/scoring.md). */
const SCALE_VARIANCE = 0.1;
const TERM_VARIANCE = 0.1;

/** Log-odds of so many points. */
export function pointsToLogOdds(points: number): number {
  return (points * Math.LN2) / POINTS_TO_DOUBLE;
}

export function logOddsToPoints(logOdds: number): number {
  return (logOdds * POINTS_TO_DOUBLE) / Math.LN2;
}

/**
 * The prior of a points table. `acceptance` is the share of leads that sales is expected to accept (between 0 and
 * 1), `usual` the features of the average lead: such a lead starts at that share, believed with `baseVariance`.
 * `trust` says how firmly the table is believed: the variances of terms and scale are divided by it. `variances` set
 * those of single terms.
 */
export function priorFromPoints(options: {
  points: Readonly<Record<string, number>>;
  acceptance: number;
  baseVariance?: number;
  usual?: Features;
  trust?: number;
  variance?: number;
  variances?: Readonly<Record<string, number>>;
  otherVariance?: number;
}): Prior {
  const { points, acceptance, usual = {}, trust = 1, variances = {} } = options;
  const variance = (options.variance ?? TERM_VARIANCE) / trust;
  const terms: Prior['terms'] = {};
  let average = 0;
  for (const [term, value] of Object.entries(points)) {
    const mean = pointsToLogOdds(value);
    terms[term] = { mean, variance: own(variances, term) ?? variance };
    average += mean * (own(usual, term) ?? 0);
  }
  for (const [term, width] of Object.entries(variances)) terms[term] ??= { mean: 0, variance: width };
  return {
    base: { mean: logit(acceptance), variance: options.baseVariance ?? 1 },
    scale: { mean: 1, variance: SCALE_VARIANCE / trust },
    pivot: average,
    terms,
    otherVariance: (options.otherVariance ?? TERM_VARIANCE) / trust,
  };
}

/** Mean and variance of a term before any verdict. */
export function beliefOf(prior: Prior, term: string): Gaussian {
  return own(prior.terms, term) ?? { mean: 0, variance: prior.otherVariance };
}

/** Terms are free text: only what the record itself holds counts, not what every object has. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** 1 / (1 + e^-z). */
export function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** Log-odds of a probability; certainty is cut to 1 in 1,000. */
export function logit(probability: number): number {
  const p = Math.min(Math.max(probability, 0.001), 0.999);
  return Math.log(p / (1 - p));
}
