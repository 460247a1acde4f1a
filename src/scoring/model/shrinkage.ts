import { layOut } from './exact.ts';
import { chooseMemory } from './memory.ts';
import type { Model } from './model.ts';
import { climb } from './newton.ts';
import type { Verdict } from './online.ts';
import { beliefOf, type Prior } from './prior.ts';

const ROUNDS = 3;
/** The prior's width of a group counts as much as so many of its terms. */
const TRUST = 2;

/**
 * As `fitExactly`, with the width of the prior learned for each group of terms (the values of one fact, the steps
 * of one number): a group that says nothing shrinks towards nothing, one that matters is set free. Three rounds of
 * evidence maximisation (MacKay 1992, in its EM form). The widths stay in the model's own `prior`. The memory
 * is the one that foretells the newest verdicts best, if none is given. All of it depends on the log alone, so what
 * holds of the exact fit on order and undo holds here.
 */
export function fitGroups(
  prior: Prior,
  verdicts: readonly Verdict[],
  options: { groupOf: (term: string) => string; memory?: number },
): Model {
  const memory = options.memory ?? chooseMemory(prior, verdicts);
  const { model, rows } = layOut(prior, verdicts, memory);
  const groups = Map.groupBy(model.positions, ([term]) => options.groupOf(term));
  const terms = { ...prior.terms };
  climb(model, rows, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const members of groups.values()) {
      const variance = widthOf(model, prior, members);
      for (const [term, position] of members) {
        model.priorVariance[position] = variance;
        terms[term] = { mean: beliefOf(prior, term).mean, variance };
      }
    }
    climb(model, rows, round === ROUNDS - 1 ? undefined : 2);
  }
  return { ...model, prior: { ...prior, terms } };
}

/** Mean square of the group's weights, doubt included, pulled to the prior's own width. */
function widthOf(model: Model, prior: Prior, members: readonly [term: string, position: number][]): number {
  let [squares, usual] = [0, 0];
  for (const [term, position] of members) {
    squares += (model.mean[position] ?? 0) ** 2 + (model.covariance[position * (model.size + 1)] ?? 0);
    usual += beliefOf(prior, term).variance;
  }
  return (squares + (TRUST * usual) / members.length) / (members.length + TRUST);
}
