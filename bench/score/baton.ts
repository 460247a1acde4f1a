import { calibrate, calibrated, type Calibration, type Scored } from '../../src/scoring/model/calibration.ts';
import { createModel, type Model } from '../../src/scoring/model/model.ts';
import { learn, type Verdict } from '../../src/scoring/model/online.ts';
import { predict } from '../../src/scoring/model/predict.ts';
import { priorFromPoints, type Features, type Prior } from '../../src/scoring/model/prior.ts';
import { fitGroups } from '../../src/scoring/model/shrinkage.ts';
import type { Contender } from './contender.ts';
import { createFeaturizer, groupOf } from './featurizer.ts';
import type { Lead } from './leads.ts';
import { quantile } from '../../src/scoring/measures.ts';

/** What every set starts with: no points, and an acceptance that is a guess. */
const NOTHING_KNOWN = priorFromPoints({ points: {}, acceptance: 0.3, otherVariance: 0.15 });
/** A lead's verdict is old enough to calibrate on when nine of ten verdicts came sooner. */
const MATURE = 0.9;
const CALIBRATE_EVERY = 20;
/** Without a points table, what a model says that has learned less says nothing to calibrate by. */
const TAUGHT = 100;

/**
 * The product's learner: each verdict at once by the online step; terms laid out anew and the exact fit taken
 * whenever the leads met have grown by half. `priorOf` gives the points table for terms laid out anew.
 */
export function createBaton(priorOf?: (features: (lead: Lead) => Features) => Prior): Contender {
  const featurizer = createFeaturizer();
  const log: Lead[] = [];
  const prior = () => priorOf?.(featurizer.features) ?? NOTHING_KNOWN;
  let model: Model = createModel(prior());
  const track = trackCalibration();
  const verdictOf = (lead: Lead, at: number): Verdict => ({
    features: featurizer.features(lead),
    accepted: lead.label,
    at,
  });
  return {
    name: 'Baton',
    meet(lead) {
      if (featurizer.meet(lead)) model = fitGroups(prior(), log.map(verdictOf), { groupOf });
    },
    score(lead) {
      const { logOdds } = predict(model, featurizer.features(lead));
      if (log.length >= TAUGHT) track.scored(lead, logOdds);
      return { score: logOdds, probability: calibrated(logOdds, track.calibration()) };
    },
    learn(lead) {
      learn(model, verdictOf(lead, log.length));
      log.push(lead);
      track.judged(lead);
    },
  };
}

/** Calibrates on what was said of leads before their verdict, once the verdicts are old enough. */
function trackCalibration() {
  const said = new Map<Lead, number>(); // in the order of scoring
  const judged = new Set<Lead>();
  const delays: number[] = [];
  let calibration: Calibration = calibrate([]);
  return {
    calibration: () => calibration,
    scored(lead: Lead, logOdds: number) {
      if (!said.has(lead)) said.set(lead, logOdds);
    },
    judged(latest: Lead) {
      judged.add(latest);
      delays.push(latest.labelAt - latest.scoredAt);
      if (delays.length % CALIBRATE_EVERY > 0) return;
      const mature = latest.labelAt - quantile(delays, MATURE);
      const scored: Scored[] = [];
      for (const [lead, logOdds] of said) {
        if (lead.scoredAt <= mature && judged.has(lead)) scored.push({ logOdds, accepted: lead.label });
      }
      calibration = calibrate(scored);
    },
  };
}
