import { trustIn } from './model/calibration.ts';
import type { Assessment } from './assessment.ts';

/** The whole reckoning in words: scores, each reason with its signed points adding up to the total, and the gates. */
export function explainAssessment(assessment: Assessment, { name }: { name: string }): string {
  const signed = (points: number) => `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(1)}`.padStart(8);
  const { calibration, doubt } = assessment;
  const { reasons, gates, whyNow, points, readiness, fit, interest, context } = assessment;
  return [
    `${name}: readiness ${readiness.toFixed(0)} (fit ${fit.toFixed(0)}, interest ${interest.toFixed(0)}, context ${context.toFixed(0)})`,
    '',
    'Reasons, in points (20 double the odds that sales accepts):',
    ...reasons.map((reason) => `${signed(reason.points)}  ${reason.says}`),
    `${signed(points)}  in all: 100 / (1 + 2^(-${points.toFixed(1)} / 20)) = ${readiness.toFixed(1)}`,
    '',
    `The score is known to within ${doubt.toFixed(0)} points; ${trustIn(calibration)}.`,
    '',
    `Why now: ${whyNow?.says ?? 'nothing new'}`,
    '',
    'Gates:',
    ...gates.map(({ gate, passed, says }) => `  ${passed ? 'pass' : 'FAIL'}  ${gate.padEnd(10)} ${says}`),
  ].join('\n');
}
