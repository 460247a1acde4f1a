import type { BriefField } from '../playbook/schema.ts';
import type { AssessInput, Assessment, Reason } from './assessment.ts';
import { bestFit, readFit } from './fit.ts';
import { readGates } from './gates.ts';
import { INTEREST_POINTS_PER_HALVING, interestScore, readSignals } from './signals.ts';
import { DAY_MS } from './interest.ts';
import { boundBy, groupOf } from './learn.ts';
import { readWhyNow } from './why-now.ts';

/** Points that double the odds: what marketers' points mean as a probability. */
export const POINTS_PER_DOUBLING = 20;

/** Readiness of a lead now, with its reasons and gates. Costs the same whatever the lead did. */
export function assess(input: AssessInput): Assessment {
  const { profile, interest, playbook, adjustments, now } = input;
  const fit = readFit(profile, playbook);
  const signals = readSignals(interest, playbook, now);
  const topics = signals.topics;
  const features: Record<string, number> = {};
  const reasons: Reason[] = [];
  const add = (term: string, says: string, points: number, value: number, evidence: string[]) => {
    features[term] = value;
    const moved = (points + boundBy(points, adjustments[term] ?? 0)) * value;
    if (moved !== 0) reasons.push({ term, group: groupOf(term), says, points: moved, evidence });
  };
  for (const { term, says, points, evidence } of fit.facts) add(term, says, points, 1, evidence);
  for (const { term, says, points, value, evidence } of signals.terms)
    add(term, says, points, value, evidence);
  for (const { id, name, share, evidence } of topics)
    add(`topic:${id}`, `interested in ${name}`, 0, share, evidence);
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  reasons.push({
    term: 'baseline',
    group: 'baseline',
    says: `where ${Math.round(playbook.expected_acceptance * 100)}% acceptance is expected at the gates`,
    points: baseline(input),
    evidence: [],
  });

  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const best = bestFit(playbook);
  const earned = fit.facts.reduce((sum, fact) => sum + fact.points, 0);
  const missing = missingFields(input, topics.length > 0);
  const required = playbook.gates.context;
  const whyNow = readWhyNow(input);
  const asked = interest.handRaise;
  const scores = {
    fit: best === 0 ? 100 : Math.min(100, (100 * Math.max(0, earned)) / best),
    interest: interestScore(signals.points),
    context: required.length === 0 ? 100 : (100 * (required.length - missing.length)) / required.length,
    readiness: 100 / (1 + 2 ** (-points / POINTS_PER_DOUBLING)),
  };
  const gates = readGates(input, scores, missing, whyNow);
  return {
    at: now,
    ...scores,
    points,
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

/**
 * The points at which a lead that just meets the fit and interest gates has the expected acceptance: the odds of
 * that, in points, less what standing at both gates is worth.
 */
function baseline({ playbook }: AssessInput): number {
  const { expected_acceptance: expected, gates } = playbook;
  const atFitGate = (gates.fit / 100) * bestFit(playbook);
  const atInterestGate = -INTEREST_POINTS_PER_HALVING * Math.log2(1 - Math.min(gates.interest, 99.9) / 100);
  return POINTS_PER_DOUBLING * Math.log2(expected / (1 - expected)) - atFitGate - atInterestGate;
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
