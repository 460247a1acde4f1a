import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  calibrate,
  calibrated,
  calibrationError,
  calibrationOf,
  LATEST,
  type Scored,
} from '../../../src/scoring/model/calibration.ts';
import { sigmoid } from '../../../src/scoring/model/prior.ts';

/** Scores whose verdicts come in the proportions that `slope` and `intercept` say. */
function scores(count: number, slope: number, intercept: number): Scored[] {
  return Array.from({ length: count }, (_, index) => {
    const logOdds = ((index * 7) % 41) / 5 - 4;
    return { logOdds, accepted: sigmoid(slope * logOdds + intercept) };
  });
}

test('below 200 matured verdicts nothing is calibrated', () => {
  expect(calibrate(scores(199, 0.4, -1))).toEqual({ slope: 1, intercept: 0, verdicts: 199 });
  expect(calibrate(scores(200, 0.4, -1)).slope).toBeLessThan(0.7);
});

test('scores twice too sure are halved, a scale that is right stays', () => {
  const sure = calibrate(scores(300, 0.5, -0.5));
  expect(sure.slope).toBeCloseTo(0.53, 1);
  expect(sure.intercept).toBeCloseTo(-0.5, 1);
  const right = calibrate(scores(LATEST, 1, 0));
  expect(right.slope).toBeCloseTo(1, 6);
  expect(right.intercept).toBeCloseTo(0, 6);
});

test('only the latest count, and it says how many these are', () => {
  const old = scores(1_000, 0.2, 2);
  expect(calibrate([...old, ...scores(LATEST, 1, 0)])).toMatchObject({
    slope: expect.closeTo(1, 6),
    verdicts: LATEST,
  });
});

test('what a model keeps has the error of the verdicts that it is fitted on', () => {
  const shown = (count: number, readiness: number, accepted: number) =>
    Array.from({ length: count }, () => ({ logOdds: 1, readiness, accepted }));
  expect(calibrationOf(shown(199, 73, 0))).toEqual({ slope: 1, intercept: 0, verdicts: 199, error: null });
  expect(calibrationOf(shown(200, 73, 0))).toMatchObject({ verdicts: 200, error: expect.closeTo(0.73, 12) });
  // Of 900 the oldest 400, which were far off, count no more.
  const many = [...shown(400, 1, 1), ...shown(LATEST, 90, 1)];
  expect(calibrationOf(many)).toMatchObject({ verdicts: LATEST, error: expect.closeTo(0.1, 12) });
});

test('calibration never turns the ranking round', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          logOdds: fc.double({ min: -50, max: 50, noNaN: true }),
          accepted: fc.constantFrom(0, 1),
        }),
        {
          minLength: 200,
          maxLength: 320,
        },
      ),
      fc.double({ min: -50, max: 50, noNaN: true }),
      (scored, z) => {
        const calibration = calibrate(scored);
        expect(Number.isFinite(calibration.slope) && Number.isFinite(calibration.intercept)).toBe(true);
        expect(calibrated(z + 1, calibration)).toBeGreaterThanOrEqual(calibrated(z, calibration));
      },
    ),
    { numRuns: 30 },
  );
});

test('the calibration error is the weighted gap between what was said and what came', () => {
  const said = (probability: number, accepted: number, count: number) =>
    Array.from({ length: count }, () => ({ probability, accepted }));
  expect(calibrationError([])).toBe(0);
  expect(calibrationError([...said(0.25, 1, 1), ...said(0.25, 0, 3)])).toBeCloseTo(0, 12);
  expect(calibrationError([...said(0.95, 0, 1), ...said(0.05, 0, 3)])).toBeCloseTo((0.95 + 3 * 0.05) / 4, 12);
  expect(calibrationError(said(1, 1, 5))).toBe(0);
});
