import type { BriefField } from '../playbook/schema.ts';
import type { AssessInput, Assessment, Reason } from './assessment.ts';
import { bestFit, readFit } from './fit.ts';
import { readGates } from './gates.ts';
import { interestScore, readSignals } from './signals.ts';
import { DAY_MS } from './interest.ts';
import { basePointsOf, pointsOf } from './model/calibration.ts';
import { contributions, predict } from './model/predict.ts';
import { pointsToLogOdds, sigmoid } from './model/prior.ts';
import { groupOf, termsOf } from './terms.ts';
import { readWhyNow } from './why-now.ts';

/** Readiness of a lead now, with its reasons and gates. Costs the same whatever the lead did. */
export function assess(input: AssessInput): Assessment {
  const { profile, interest, playbook, model, now } = input;
  const fit = readFit(profile, playbook);
  const signals = readSignals(interest, playbook, now);
  const topics = signals.topics;
  const whyNow = readWhyNow(input);
  const terms = new Map(termsOf(input, fit.facts, signals, whyNow).map((term) => [term.term, term]));
  const features = Object.fromEntries([...terms].map(([name, { value }]) => [name, value]));
  const { base, terms: weighed } = contributions(model, features);
  const { calibration } = model;
  const { logOdds: uncalibrated, sd } = predict(model, features);
  const reasons: Reason[] = weighed.flatMap(({ term, logOdds }) => {
    const { says = term, evidence = [] } = terms.get(term) ?? {};
    const points = pointsOf(logOdds, calibration);
    return logOdds === 0 ? [] : [{ term, group: groupOf(term), says, points, evidence }];
  });
  reasons.push({
    term: 'baseline',
    group: 'baseline',
    says: `where ${Math.round(playbook.expected_acceptance * 100)}% acceptance is expected at the gates`,
    points: basePointsOf(base, calibration),
    evidence: ['playbook.expected_acceptance'],
  });
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const best = bestFit(playbook);
  const earned = fit.facts.reduce((sum, fact) => sum + fact.points, 0);
  const missing = missingFields(input, topics.length > 0);
  const required = playbook.gates.context;
  const asked = interest.handRaise;
  const scores = {
    fit: best === 0 ? 100 : Math.min(100, (100 * Math.max(0, earned)) / best),
    interest: interestScore(signals.points),
    context: required.length === 0 ? 100 : (100 * (required.length - missing.length)) / required.length,
    readiness: 100 * sigmoid(pointsToLogOdds(points)),
  };
  const gates = readGates(input, scores, missing, whyNow);
  return {
    at: now,
    ...scores,
    points,
    logOdds: uncalibrated,
    calibration: { verdicts: calibration.verdicts, error: calibration.error },
    doubt: pointsOf(sd, calibration),
    verdicts: model.verdicts,
    reasons,
    gates,
    passed: gates.every(({ passed }) => passed),
    whyNow,
    handRaise:
      asked !== null &&
      asked.at > (input.since ?? 0) &&
      now - asked.at <= playbook.gates.why_now_days * DAY_MS,
    level: fit.level,
    topics: topics.map(({ id, weight, share, evidence }) => ({ id, weight, share, evidence })),
    missing,
    features,
  };
}

/** The required fields of the brief for which there is no evidence. */
function missingFields({ profile, interest, playbook }: AssessInput, hasTopic: boolean): BriefField[] {
  const { company } = profile;
  // A brief tells only what the playbook has words for: an opened email alone is not something to act on.
  const hasTold =
    interest.resetAt !== null ||
    Object.keys(interest.signals).some((name) => playbook.interest.signals[name]?.says);
  const known: Record<BriefField, boolean> = {
    name: profile.name !== null,
    role: profile.role !== null,
    organisation: company.name !== null || company.domain !== null,
    source: Boolean(profile.source?.channel ?? profile.source?.campaign),
    latest_action: hasTold,
    summary: hasTold,
    problem: hasTopic,
    angle: hasTopic,
    company_context: company.industry !== null || company.employees !== null || company.country !== null,
  };
  return playbook.gates.context.filter((field) => !known[field]);
}
