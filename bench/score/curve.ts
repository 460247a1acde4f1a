import type { Contender } from './contender.ts';
import { oneByOne, type Lead } from './leads.ts';
import { areaUnderCurve } from '../../src/scoring/measures.ts';
import { randomFrom, shuffled } from './random.ts';

/** After so many verdicts the contender ranks leads that it never meets. */
export const CURVE_AT = [50, 200, 1_000];
const MOST_HELD_OUT = 2_000;

/** AUC on held-out leads after 50, 200 and 1,000 verdicts on leads drawn at random; NaN where a set is too small. */
export function learningCurve(create: () => Contender, leads: readonly Lead[], seed: number): number[] {
  const mixed = oneByOne(shuffled(leads, randomFrom(seed)));
  const heldOut = mixed.splice(0, Math.min(Math.floor(mixed.length / 3), MOST_HELD_OUT));
  const contender = create();
  const curve = new Map<number, number>();
  for (const [index, lead] of mixed.slice(0, Math.max(...CURVE_AT)).entries()) {
    contender.meet(lead);
    contender.score(lead);
    contender.learn(lead);
    if (!CURVE_AT.includes(index + 1)) continue;
    const judged = heldOut.map((one) => ({ score: contender.score(one).score, label: one.label }));
    curve.set(index + 1, areaUnderCurve(judged));
  }
  return CURVE_AT.map((count) => curve.get(count) ?? NaN);
}
