import { type Model } from './model.ts';

/**
 * The prior variance of each group of terms (the values of one fact, say), learned from the fitted model: a group that says
 * nothing shrinks to nothing, one that matters is set free. One step of the evidence maximisation of MacKay (1992), in its EM form, under
 * an inverse gamma prior worth `trust` terms of variance `usual`.
 */
export function groupVariances(
  model: Model,
  groupOf: (term: string) => string,
  { usual = 0.25, trust = 4 } = {},
): Map<string, number> {
  const sums = new Map<string, { squares: number; count: number }>();
  for (const [term, position] of model.positions) {
    const group = groupOf(term);
    const sum = sums.get(group) ?? { squares: 0, count: 0 };
    sum.squares += (model.mean[position] ?? 0) ** 2 + (model.covariance[position * (model.size + 1)] ?? 0);
    sum.count += 1;
    sums.set(group, sum);
  }
  return new Map([...sums].map(([group, { squares, count }]) => [group, (squares + trust * usual) / (count + trust)]));
}
