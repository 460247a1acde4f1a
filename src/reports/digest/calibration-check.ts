import type { CalibrationCheck } from '../../blocks/digest.ts';
import type { ModelCalibration } from '../../scoring/model/calibration.ts';
import type { Decision } from './read-decisions.ts';

const BINS = 5;

/** How often sales accepted what was handed over at each readiness; told from as many final verdicts on as the rest. */
export function checkCalibration(
  { verdicts, error }: Pick<ModelCalibration, 'verdicts' | 'error'>,
  decisions: readonly Decision[],
): CalibrationCheck {
  if (error === null) return { verdicts, error, bins: [] };
  const final = decisions.filter(({ isFinal, readiness }) => isFinal && Number.isFinite(readiness));
  const byBin = Map.groupBy(final, ({ readiness }) =>
    Math.min(Math.floor((readiness / 100) * BINS), BINS - 1),
  );
  const bins = [...byBin.values()].map((bin) => ({
    predicted: bin.reduce((sum, { readiness }) => sum + readiness / 100, 0) / bin.length,
    accepted: bin.filter(({ accepted }) => accepted).length,
    of: bin.length,
  }));
  return { verdicts, error, bins: bins.toSorted((a, b) => a.predicted - b.predicted) };
}
