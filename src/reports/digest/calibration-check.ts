import type { CalibrationCheck } from '../../blocks/digest.ts';
import { calibrationError, FEWEST } from '../../scoring/model/calibration.ts';
import type { Decision } from './read-decisions.ts';

const BINS = 5;

/** How often sales accepted what was handed over at each readiness; told from 200 final verdicts on. */
export function checkCalibration(decisions: readonly Decision[]): CalibrationCheck {
  const final = decisions
    .filter(({ isFinal, readiness }) => isFinal && Number.isFinite(readiness))
    .map(({ readiness, accepted }) => ({ probability: readiness / 100, accepted: Number(accepted) }));
  if (final.length < FEWEST) return { verdicts: final.length, error: null, bins: [] };
  const byBin = Map.groupBy(final, ({ probability }) => Math.min(Math.floor(probability * BINS), BINS - 1));
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  const bins = [...byBin.values()].map((bin) => ({
    predicted: sum(bin.map(({ probability }) => probability)) / bin.length,
    accepted: sum(bin.map(({ accepted }) => accepted)),
    of: bin.length,
  }));
  return {
    verdicts: final.length,
    error: calibrationError(final),
    bins: bins.toSorted((a, b) => a.predicted - b.predicted),
  };
}
