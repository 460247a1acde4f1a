import { expect, test } from 'vitest';
import {
  areaUnderCurve,
  averagePrecision,
  brier,
  type Judged,
  mean,
  precisionAtTop,
  quantile,
} from '../../src/scoring/measures.ts';

/** Scores of accepted leads and of others, in an order that says nothing. */
function judged(accepted: number[], others: number[]): Judged[] {
  return [
    ...others.map((score) => ({ score, label: 0 })),
    ...accepted.map((score) => ({ score, label: 1 })),
  ].toSorted((a, b) => Math.sin(a.score) - Math.sin(b.score));
}

test.each<[what: string, accepted: number[], others: number[], area: number]>([
  ['all stand above', [3, 4], [1, 2], 1],
  ['all stand below', [1, 2], [3, 4], 0],
  ['all score the same', [5, 5, 5], [5, 5], 0.5],
  ['three of four pairs stand right', [4, 2], [3, 1], 0.75],
  ['one pair of four stands right, one wrong, and two tie', [2, 3], [2, 3], 0.5],
  ['one pair of two ties, the other stands right', [7], [7, 1], 0.75],
])('the area under the curve counts pairs, ties half: %s', (_, accepted, others, area) => {
  expect(areaUnderCurve(judged(accepted, others))).toBeCloseTo(area, 12);
});

test('of one kind alone there is no area', () => {
  expect(areaUnderCurve(judged([1, 2], []))).toBeNaN();
});

test('average precision is the mean of the precision at each accepted lead', () => {
  expect(averagePrecision(judged([9, 8], [7, 6]))).toBe(1);
  expect(averagePrecision(judged([9, 7, 4], [8, 6, 5]))).toBeCloseTo((1 / 1 + 2 / 3 + 3 / 6) / 3, 12);
  // Those that tie share the precision after all of them.
  expect(averagePrecision(judged([9, 8], [8, 7]))).toBeCloseTo((1 / 1 + 2 / 3) / 2, 12);
  expect(averagePrecision(judged([5, 5], [5, 5, 5]))).toBeCloseTo(2 / 5, 12);
});

test('the best fifth is the share accepted among its places, a tie across the line in proportion', () => {
  const ten = judged([10, 7, 3], [9, 8, 6, 5, 4, 2, 1]);
  expect(precisionAtTop(ten)).toBe(1 / 2);
  expect(precisionAtTop(ten, 0.4)).toBe(2 / 4);
  // One place is left for three that tie, two of them accepted.
  expect(precisionAtTop(judged([8, 8], [9, 8, 5, 4, 3, 2, 1, 0]))).toBeCloseTo(2 / 3 / 2, 12);
  expect(precisionAtTop(judged([2], [1]))).toBe(1); // at least one place
});

test('the Brier score is the mean square of what was off', () => {
  const said = [
    { probability: 0.8, label: 1 },
    { probability: 0.3, label: 0 },
    { probability: 1, label: 0 },
  ];
  expect(brier(said)).toBeCloseTo((0.04 + 0.09 + 1) / 3, 12);
});

test('a quantile is the value that this share lies below', () => {
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(30);
  expect(quantile([40, 10, 30, 20], 0)).toBe(10);
  expect(quantile([40, 10, 30, 20], 1)).toBe(40);
  expect(quantile([], 0.5)).toBe(0);
  expect(mean([1, 2, 6])).toBe(3);
});
