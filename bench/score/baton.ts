import { calibrate, calibrated, type Calibration, type Scored } from '../../src/scoring/model/calibration.ts';
import { fitExactly } from '../../src/scoring/model/exact.ts';
import { createModel, type Model } from '../../src/scoring/model/model.ts';
import { learn, type Verdict } from '../../src/scoring/model/online.ts';
import { predict } from '../../src/scoring/model/predict.ts';
import { priorFromPoints, type Prior } from '../../src/scoring/model/prior.ts';
import { groupVariances } from '../../src/scoring/model/shrinkage.ts';
import type { Contender } from './contender.ts';
import type { Lead } from './leads.ts';
import { featurize, layoutOf, type Layout } from './featurizer.ts';

export const BOPT = { memory: 0.9998, variance: 0.25, acceptance: 0.3, refit: true, rounds: 0, trust: 4, mature: 0.9, least: 0 };
const groupOf = (t: string) => t.replace(/([=#>@~!?].*)$/, (m) => (/^[>~]/.test(m) ? m[0]! : m[0] === '@' ? '@' : ''));
export function baton(): Contender {
  let prior: Prior = priorFromPoints({ points: {}, acceptance: BOPT.acceptance, otherVariance: BOPT.variance });
  let model: Model = createModel(prior);
  let layout: Layout = layoutOf([]);
  const met: Lead[] = [];
  const log: Lead[] = [];
  let next = 16;
  const said = new WeakMap<Lead, number>();
  const delays: number[] = [];
  const scored: Lead[] = [];
  const maturedAt = (now: number): Scored[] => {
    const d = delays.toSorted((a, b) => a - b)[Math.floor(delays.length * BOPT.mature)] ?? 0;
    return scored.filter((l) => l.scoredAt <= now - d && l.labelAt <= now).map((l) => ({ logOdds: said.get(l)!, accepted: l.label }));
  };
  let calibration: Calibration = calibrate([]);
  const verdictOf = (lead: Lead, i: number): Verdict => ({ features: featurize(layout, lead), accepted: lead.label, at: i });
  return {
    name: 'Baton',
    meet(lead) {
      met.push(lead);
      if (met.length >= next) {
        next = met.length * 2;
        layout = layoutOf(met);
        const verdicts = log.map(verdictOf);
        prior = priorFromPoints({ points: {}, acceptance: BOPT.acceptance, otherVariance: BOPT.variance });
        model = fitExactly(prior, verdicts, { memory: BOPT.memory });
        for (let r = 0; r < BOPT.rounds; r++) {
          const g = groupVariances(model, groupOf, { usual: BOPT.variance, trust: BOPT.trust });
          const variances: Record<string, number> = {};
          for (const t of model.positions.keys()) variances[t] = g.get(groupOf(t))!;
          prior = priorFromPoints({ points: {}, acceptance: BOPT.acceptance, otherVariance: BOPT.variance, variances });
          model = fitExactly(prior, verdicts, { memory: BOPT.memory, from: model });
        }
      }
    },
    score(lead) {
      const { logOdds } = predict(model, featurize(layout, lead));
      if (!said.has(lead) && log.length >= BOPT.least) { said.set(lead, logOdds); scored.push(lead); }
      return { score: logOdds, probability: calibrated(logOdds, calibration) };
    },
    learn(lead) {
      learn(model, verdictOf(lead, log.length), BOPT.memory);
      log.push(lead);
      delays.push(lead.labelAt - lead.scoredAt);
      if (log.length % 20 === 0) calibration = calibrate(maturedAt(lead.labelAt));
    },
  };
}
