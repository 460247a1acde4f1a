import { fitExactly } from '../../../src/scoring/model/exact.ts';
import { createModel } from '../../../src/scoring/model/model.ts';
import { predict } from '../../../src/scoring/model/predict.ts';
import type { Features, Prior } from '../../../src/scoring/model/prior.ts';
import type { Contender } from '../contender.ts';
import { createFeaturizer } from '../featurizer.ts';
import type { Lead } from '../leads.ts';

const EVERY = 200;
/** A first model is not kept waiting for 200 verdicts. */
const EARLY = [25, 50, 100];
/** The customary penalty of logistic regression (C = 1), which leaves the intercept alone. */
const PENALTY: Prior = {
  base: { mean: 0, variance: 100 },
  scale: { mean: 1, variance: 0.25 },
  pivot: 0,
  terms: {},
  otherVariance: 1,
};

/** Logistic regression on indicators of every value, refitted on all verdicts at 25, 50, 100 and every 200. */
export function createRefitted(): Contender {
  const featurizer = createFeaturizer();
  const log: Lead[] = [];
  let stale = false;
  let model = createModel(PENALTY);
  let { values } = featurizer.frozen();
  const indicators = (lead: Lead): Features =>
    Object.fromEntries(values(lead).map(([fact, value]) => [`${fact}\t${value}`, 1]));
  return {
    name: 'logistic regression, refitted',
    meet(lead) {
      featurizer.meet(lead);
      if (!stale) return;
      stale = false;
      ({ values } = featurizer.frozen());
      const verdicts = log.map((one) => ({ features: indicators(one), accepted: one.label }));
      model = fitExactly(PENALTY, verdicts, { memory: 1, from: model });
    },
    score(lead) {
      const { logOdds, probability } = predict(model, indicators(lead));
      return { score: logOdds, probability };
    },
    learn(lead) {
      log.push(lead);
      stale ||= EARLY.includes(log.length) || log.length % EVERY === 0;
    },
  };
}
