import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import { explainAssessment } from '../../src/scoring/explain.ts';
import { CFO, did, inputFor, NOBODY } from './example.ts';

test('the reckoning shows every reason, and its lines add up to the total', () => {
  const assessment = assess(inputFor(CFO, [did('demo_requested', 1), did('careers_viewed', 2)]));
  const text = explainAssessment(assessment, { name: 'Jane Doe' });
  const [, table = ''] = text.split('Reasons');
  const numbers = [...table.matchAll(/^ +([+-]\d+\.\d) {2}(?!in all)/gm)].map(([, points]) => Number(points));
  expect(numbers).toHaveLength(assessment.reasons.length);
  expect(Math.abs(numbers.reduce((sum, one) => sum + one, 0) - assessment.points)).toBeLessThan(0.5);
  expect(text).toContain('CFO is a decision maker');
  expect(text).toMatch(/-\d+\.\d {2}looked at careers/);
});

test('a gate that fails says so', () => {
  const text = explainAssessment(assess(inputFor(NOBODY, [])), { name: 'Nobody' });
  expect(text).toMatch(/FAIL {2}fit +fit 0 is below/);
  expect(text).toMatch(/pass {2}excluded/);
});
