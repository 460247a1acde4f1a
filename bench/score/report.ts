import { calibrationError } from '../../src/scoring/model/calibration.ts';
import { createBaton } from './baton.ts';
import type { Contender } from './contender.ts';
import { CURVE_AT, learningCurve } from './curve.ts';
import { oneByOne, type Lead, type LeadSet } from './leads.ts';
import { areaUnderCurve, averagePrecision, brier, mean, precisionAtTop } from '../../src/scoring/measures.ts';
import { randomFrom, shuffled } from './random.ts';
import { createFixedPoints } from './rivals/fixed-points.ts';
import { createNaiveBayes } from './rivals/naive-bayes.ts';
import { createRefitted } from './rivals/refitted.ts';
import { selective } from './selective.ts';
import { testThenTrain, type Run } from './stream.ts';

const CONTENDERS: (() => Contender)[] = [
  () => createBaton(),
  createFixedPoints,
  createRefitted,
  createNaiveBayes,
];
const FIRST = 200;
/** Where labels come late, the first leads are scored by a model that has learned nothing: counted from here on. */
const DELAYED_FROM = 100;

export const HEADINGS = [
  'scored by',
  'AUC',
  'AP',
  'best 20%',
  'Brier',
  'ECE',
  `first ${FIRST}`,
  ...CURVE_AT.map((count) => `n=${count}`),
  'µs a verdict',
];

/** A line a contender: the means over the seeds. */
export function compare(set: LeadSet, seeds: number): string[][] {
  return CONTENDERS.map((create) => {
    const orders = set.ordered ? [set.leads] : range(seeds).map((seed) => reordered(set.leads, seed));
    const runs = orders.map((leads) => measure(testThenTrain(create(), leads), set.delayed));
    const curves = set.delayed
      ? []
      : range(seeds).map((seed) => learningCurve(create, set.leads, 1_000 + seed));
    const measured = columnMeans(runs);
    const time = measured.pop() ?? NaN;
    return [
      create().name,
      ...measured.map(threeDigits),
      ...CURVE_AT.map((_, index) => threeDigits(columnMeans(curves)[index] ?? NaN)),
      time.toFixed(0),
    ];
  });
}

/** Hit rates when only the handed-over are judged: mean over the seeds. */
export function compareSelective(set: LeadSet, seeds: number): string[] {
  const rates = range(seeds).map((seed) => selective(set.leads, 2_000 + seed));
  const of = (which: keyof (typeof rates)[number]) => mean(rates.map((rate) => rate[which]));
  const [baton, all] = [of('baton'), of('allLabelsKnown')];
  return [
    set.name,
    ...[baton, all].map(threeDigits),
    `${((100 * baton) / all).toFixed(1)}%`,
    ...[of('fixedPoints'), of('everyLead')].map(threeDigits),
  ];
}

function measure({ outcomes, microsecondsAVerdict }: Run, delayed: boolean): number[] {
  const counted = delayed ? outcomes.filter(({ learned }) => learned >= DELAYED_FROM) : outcomes;
  return [
    areaUnderCurve(counted),
    averagePrecision(counted),
    precisionAtTop(counted),
    brier(counted),
    calibrationError(counted.map(({ probability, label }) => ({ probability, accepted: label }))),
    areaUnderCurve(counted.slice(0, FIRST)),
    microsecondsAVerdict,
  ];
}

function reordered(leads: readonly Lead[], seed: number): Lead[] {
  return oneByOne(shuffled(leads, randomFrom(seed)));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function columnMeans(rows: readonly number[][]): number[] {
  return (rows[0] ?? []).map((_, column) => mean(rows.map((row) => row[column] ?? NaN)));
}

function threeDigits(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0/, '');
}
