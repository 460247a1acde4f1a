import { fadingOf } from './exact.ts';
import { cleanAmount, type Model } from './model.ts';
import { rowOf, type Verdict } from './online.ts';
import { own, sigmoid } from './prior.ts';

export interface Attribution {
  /** What each verdict of the log, in its order, moved the base by, in log-odds. */
  base: Float64Array;
  /** What each verdict moved one unit of the term by, in log-odds: the sum is the term's weight less its prior. */
  of(term: string): Float64Array;
}

/**
 * Whose verdicts moved each weight from where the prior had it, and by how much. Exact where the model is the MAP of
 * this log (`fitExactly`, `fitGroups`): there the gradient is zero, so with the pull g_i = r_i (y_i - p_i) of verdict
 * i, an own weight is u_j = var_j sum_i g_i x_ij, the scale s - E[s] = var_s sum_i g_i mu.x_i, and a term's weight
 * s mu_j + u_j has moved by sum_i g_i (var_s mu_j mu.x_i + var_j x_ij).
 */
export function attribute(model: Model, verdicts: readonly Verdict[], memory = model.memory): Attribution {
  const fading = fadingOf(verdicts, memory);
  const pulls = verdicts.map((verdict, index) => {
    const { accepted, weight = 1 } = verdict;
    const { at, value } = rowOf(model, verdict);
    let logOdds = 0;
    for (const [place, position] of at.entries())
      logOdds += (model.mean[position] ?? 0) * (value[place] ?? 0);
    const pull = weight * (fading[index] ?? 1) * (Number(accepted) - sigmoid(logOdds));
    return { pull, base: value[0] ?? 0, table: value[1] ?? 0 };
  });
  const [baseVariance = 0, scaleVariance = 0] = model.priorVariance;
  return {
    // The scale turns around the pivot: what it moves there, the base takes back.
    base: Float64Array.from(
      pulls,
      ({ pull, base, table }) => pull * (baseVariance * base - scaleVariance * model.prior.pivot * table),
    ),
    of(term) {
      const position = model.positions.get(term);
      const mean = own(model.prior.terms, term)?.mean ?? 0;
      const variance = position === undefined ? 0 : (model.priorVariance[position] ?? 0);
      return Float64Array.from(pulls, ({ pull, table }, index) => {
        const amount = cleanAmount(own(verdicts[index]?.features ?? {}, term) ?? 0);
        return pull * (scaleVariance * mean * table + variance * amount);
      });
    },
  };
}
