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
/** A stream has one beginning, and its first verdicts are one draw: begun anew at so many places, they are a figure. */
const BEGINNINGS = 20;
/** The beginnings lie in this share of the stream, so that enough of it follows. */
const BEGUN_BY = 0.75;

export const HEADINGS = [
  'scored by',
  'AUC',
  'AP',
  'best 20%',
  'Brier',
  'ECE',
  `first ${FIRST}`,
  'begun anew',
  ...CURVE_AT.map((count) => `n=${count}`),
  'µs a verdict',
];

/** A line a contender: the means over the seeds. */
export function compare(set: LeadSet, seeds: number): string[][] {
  return CONTENDERS.map((create) => {
    const orders = set.ordered ? [set.leads] : range(seeds).map((seed) => reordered(set.leads, seed));
    const runs = orders.map((leads) => measure(testThenTrain(create(), leads, countedIn(set))));
    const curves = set.delayed
      ? []
      : range(seeds).map((seed) => learningCurve(create, set.leads, 1_000 + seed));
    const measured = columnMeans(runs);
    const time = measured.pop() ?? NaN;
    return [
      create().name,
      ...measured.map(threeDigits),
      threeDigits(set.ordered ? mean(begunAnew(create, set)) : NaN),
      ...CURVE_AT.map((_, index) => threeDigits(columnMeans(curves)[index] ?? NaN)),
      time.toFixed(0),
    ];
  });
}

function countedIn({ delayed }: LeadSet): { countFrom: number } {
  return { countFrom: delayed ? DELAYED_FROM : 0 };
}

/** AUC over the first verdicts of a contender that starts at one place of the stream or another. */
function begunAnew(create: () => Contender, set: LeadSet): number[] {
  return range(BEGINNINGS).flatMap((place) => {
    const start = Math.floor((set.leads.length * BEGUN_BY * (place - 1)) / BEGINNINGS);
    const { outcomes } = testThenTrain(create(), set.leads.slice(start), { ...countedIn(set), most: FIRST });
    return outcomes.length < FIRST ? [] : [areaUnderCurve(outcomes)];
  });
}

/** Hit rates when only the handed-over are judged: mean over the seeds, and how far these differ in the ratio. */
export function compareSelective(set: LeadSet, seeds: number): string[] {
  const rates = range(seeds).map((seed) => selective(set.leads, 2_000 + seed));
  const of = (which: keyof (typeof rates)[number]) => mean(rates.map((rate) => rate[which]));
  const [baton, all] = [of('baton'), of('allLabelsKnown')];
  const spread = deviation(rates.map((rate) => rate.baton / rate.allLabelsKnown));
  return [
    set.name,
    ...[baton, all].map(threeDigits),
    ...[baton / all, spread, spread / Math.sqrt(seeds)].map(percent),
    ...[of('fixedPoints'), of('everyLead')].map(threeDigits),
  ];
}

function measure({ outcomes, microsecondsAVerdict }: Run): number[] {
  const figures = [
    areaUnderCurve(outcomes),
    averagePrecision(outcomes),
    precisionAtTop(outcomes),
    brier(outcomes),
    calibrationError(outcomes.map(({ probability, label }) => ({ probability, accepted: label }))),
    areaUnderCurve(outcomes.slice(0, FIRST)),
  ];
  return [...(outcomes.length === 0 ? figures.map(() => NaN) : figures), microsecondsAVerdict];
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

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)}%`;
}

function threeDigits(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0/, '');
}
