import { logit, pointsToLogOdds, sigmoid } from '../../../src/scoring/model/prior.ts';
import type { Contender } from '../contender.ts';
import { createFeaturizer } from '../featurizer.ts';
import type { Lead } from '../leads.ts';
import { mean } from '../../../src/scoring/measures.ts';
import { pointsOf, pointsTable } from '../points-table.ts';

const WRITTEN_AT = 100;

/**
 * A points table written once and kept, as most CRMs have it. No one here knows these markets, so the table is written
 * from the first 100 verdicts (before them every lead scores the same), which is more than such tables are mostly made from. Its
 * probability takes 20 points as double odds around the share accepted by then.
 */
export function createFixedPoints(): Contender {
  const featurizer = createFeaturizer();
  const log: Lead[] = [];
  let points: ((lead: Lead) => number) | null = null;
  let base = 0;
  return {
    name: 'fixed points',
    meet: (lead) => void (points === null && featurizer.meet(lead)),
    score(lead) {
      const score = points?.(lead) ?? 0;
      return { score, probability: sigmoid(base + pointsToLogOdds(score)) };
    },
    learn(lead) {
      if (points) return;
      log.push(lead);
      if (log.length < WRITTEN_AT) return;
      const { features } = featurizer.frozen();
      const table = pointsTable(log.map((one) => ({ features: features(one), label: one.label })));
      points = (one) => pointsOf(features(one), table);
      base = logit(mean(log.map(({ label }) => label))) - pointsToLogOdds(mean(log.map(points)));
    },
  };
}
