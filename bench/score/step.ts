import { createModel } from '../../src/scoring/model/model.ts';
import { learn } from '../../src/scoring/model/online.ts';
import { priorFromPoints } from '../../src/scoring/model/prior.ts';
import { randomFrom } from './random.ts';

const ROUNDS = 2_000;

/**
 * What one verdict on a lead with all of `size` terms costs: in microseconds, and in dot products of `size` numbers, from
 * which the machine's speed cancels out.
 */
export function timeOfVerdict(size: number): { microseconds: number; products: number } {
  const random = randomFrom(1);
  const model = createModel(priorFromPoints({ points: {}, acceptance: 0.3 }));
  const leads = Array.from({ length: 20 }, () =>
    Object.fromEntries(Array.from({ length: size }, (_, term) => [`term ${term}`, random()])),
  );
  const [a, b] = [new Float64Array(size).fill(0.5), new Float64Array(size).fill(2)];
  const verdicts = (count: number) => {
    for (let round = 0; round < count; round++) {
      learn(model, { features: leads[round % 20] ?? {}, accepted: round % 3 === 0 });
    }
  };
  let total = 0;
  const products = (count: number) => {
    for (let round = 0; round < count * 100; round++) {
      for (let index = 0; index < size; index++) total += (a[index] ?? 0) * (b[index] ?? 0);
    }
  };
  for (const work of [verdicts, products]) work(ROUNDS / 4);
  const [first, second] = [timed(() => verdicts(ROUNDS)), timed(() => products(ROUNDS)) / 100];
  return { microseconds: (first * 1_000) / ROUNDS, products: total > 0 ? first / second : NaN };
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
