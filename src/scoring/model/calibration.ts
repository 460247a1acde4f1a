import { logOddsToPoints, sigmoid } from './prior.ts';

/** A score given before the verdict was known, and the verdict once it was final. */
export interface Scored {
  logOdds: number;
  accepted: number; // 0 to 1
}

/** The same with the readiness that it came to, as it was shown. */
export interface Shown extends Scored {
  readiness: number; // 0 to 100
}

interface Line {
  slope: number;
  intercept: number;
}

export interface Calibration extends Line {
  /** Matured verdicts behind it, at most `LATEST`; below `FEWEST` nothing is calibrated. */
  verdicts: number;
}

/** As a model keeps it: with how far off what it said was, 0 to 1; null below `FEWEST`. */
export interface ModelCalibration extends Calibration {
  error: number | null;
}

/** Of a model of which no verdict has matured: it changes nothing. */
export const UNCALIBRATED: ModelCalibration = { slope: 1, intercept: 0, verdicts: 0, error: null };

export const FEWEST = 200;
/** It is fitted on so many of the latest. */
export const LATEST = 500;
const SLOPE = { mean: 1, variance: 0.25 };
const INTERCEPT = { mean: 0, variance: 0.25 };
const LEAST_SLOPE = 0.1;
const NONE: Line = { slope: 1, intercept: 0 };

/**
 * Platt's scaling of the log-odds (Platt 1999), with priors that hold it near doing nothing: slope N(1, 0.25),
 * intercept N(0, 0.25). `scored` in the order of time, matured verdicts only; null-effect below 200 of them.
 */
export function calibrate(scored: readonly Scored[]): Calibration {
  const latest = scored.slice(-LATEST);
  const verdicts = latest.length;
  if (verdicts < FEWEST) return { ...NONE, verdicts };
  const free = fitLine(latest, null);
  // A negative slope would turn the ranking round: then the level is all that can be set right.
  return { ...(free.slope >= LEAST_SLOPE ? free : fitLine(latest, LEAST_SLOPE)), verdicts };
}

/** What a model keeps of `shown`, in the order of time: the line, and how far off these were, over the same verdicts. */
export function calibrationOf(shown: readonly Shown[]): ModelCalibration {
  const calibration = calibrate(shown);
  const pairs = shown
    .slice(-LATEST)
    .map(({ readiness, accepted }) => ({ probability: readiness / 100, accepted }));
  return { ...calibration, error: calibration.verdicts < FEWEST ? null : calibrationError(pairs) };
}

/** Newton's method from doing nothing; a given slope is kept. */
function fitLine(scored: readonly Scored[], fixedSlope: number | null): Line {
  let { slope, intercept } = { ...NONE, ...(fixedSlope === null ? {} : { slope: fixedSlope }) };
  for (let round = 0; round < 25; round++) {
    let [gs, gi] = [(slope - SLOPE.mean) / SLOPE.variance, (intercept - INTERCEPT.mean) / INTERCEPT.variance];
    let [ss, si, ii] = [1 / SLOPE.variance, 0, 1 / INTERCEPT.variance];
    for (const { logOdds, accepted } of scored) {
      const p = sigmoid(slope * logOdds + intercept);
      const [off, bend] = [p - accepted, p * (1 - p)];
      gs += off * logOdds;
      gi += off;
      ss += bend * logOdds * logOdds;
      si += bend * logOdds;
      ii += bend;
    }
    const determinant = ss * ii - si * si;
    const [ds, di] =
      fixedSlope === null
        ? [(ii * gs - si * gi) / determinant, (ss * gi - si * gs) / determinant]
        : [0, gi / ii];
    slope -= ds;
    intercept -= di;
    if (Math.abs(ds) + Math.abs(di) < 1e-9) break;
  }
  return { slope, intercept };
}

/** How far readiness can be taken at its word, in words. */
export function trustIn({ verdicts, error }: Pick<ModelCalibration, 'verdicts' | 'error'>): string {
  return error === null
    ? `readiness is not calibrated: ${verdicts} of ${FEWEST} final verdicts are there`
    : `calibrated on ${verdicts} final verdicts, off by ${(100 * error).toFixed(1)} on average`;
}

/** The calibrated probability of a log-odds, 0 to 1. */
export function calibrated(logOdds: number, { slope, intercept }: Calibration): number {
  return sigmoid(slope * logOdds + intercept);
}

/**
 * The points of a log-odds, wherever points are shown. Calibration is a line: every term takes its share of the slope,
 * and the base the intercept as well, so that together they add up to the calibrated score.
 */
export function pointsOf(logOdds: number, { slope }: Line): number {
  return logOddsToPoints(slope * logOdds);
}

/** As `pointsOf`, of the base. */
export function basePointsOf(logOdds: number, { slope, intercept }: Line): number {
  return logOddsToPoints(slope * logOdds + intercept);
}

/**
 * Expected calibration error: over ten equal widths of the probability, the gap between its mean and the share
 * accepted, weighted by count (Naeini et al. 2015). 0 is perfect.
 */
export function calibrationError(pairs: Iterable<{ probability: number; accepted: number }>): number {
  const bins = Array.from({ length: 10 }, () => ({ gap: 0 }));
  let count = 0;
  for (const { probability, accepted } of pairs) {
    const bin = bins[Math.min(Math.floor(probability * 10), 9)];
    if (bin) bin.gap += probability - accepted;
    count += 1;
  }
  return bins.reduce((sum, { gap }) => sum + Math.abs(gap), 0) / Math.max(count, 1);
}
