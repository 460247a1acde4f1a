import type { Playbook } from '../playbook/schema.ts';
import { bestFit, employeesTerm } from './fit.ts';
import { pointsToLogOdds, type Prior, priorFromPoints } from './model/prior.ts';
import { INTEREST_POINTS_PER_HALVING } from './signals.ts';
import { TIMING_BASE } from './terms.ts';

/** Of the log-odds: an expected acceptance of 30% is taken to mean 14 to 53%. */
const TRUST_IN_ACCEPTANCE = 0.25;

/** What the playbook believes before the first verdict: its points, as the prior of the learned weights. */
export function priorOfPlaybook(playbook: Playbook): Prior {
  const { fit, interest, topics, trust, expected_acceptance: acceptance } = playbook;
  const points: Record<string, number> = {};
  for (const { level, points: worth } of fit.roles) points[`role:${level}`] ??= worth;
  for (const [industry, worth] of Object.entries(fit.industries)) points[`industry:${industry}`] = worth;
  for (const range of fit.employees) points[employeesTerm(range)] ??= range.points;
  for (const [country, worth] of Object.entries(fit.countries)) points[`country:${country}`] = worth;
  for (const [kind, worth] of Object.entries(fit.email)) points[`email:${kind}`] = worth;
  for (const [name, signal] of Object.entries(interest.signals))
    points[`signal:${name}`] = signal.points ?? 0;
  for (const { id } of topics) points[`topic:${id}`] = 0;
  // A lead that stands just at the fit and interest gates starts at the expected acceptance.
  const prior = priorFromPoints({
    points,
    acceptance,
    trust,
    baseVariance: TRUST_IN_ACCEPTANCE,
    // Wide, so that what all news have in common is not taken for a merit of each; the points say nothing of it.
    variances: { [TIMING_BASE]: 1 },
  });
  return { ...prior, pivot: pointsToLogOdds(pointsAtGates(playbook)) };
}

/** The points of a lead that just passes the gates of fit and interest. */
function pointsAtGates(playbook: Playbook): number {
  const { fit, interest } = playbook.gates;
  const halvings = -Math.log2(1 - Math.min(interest, 99.9) / 100);
  return (fit / 100) * bestFit(playbook) + INTEREST_POINTS_PER_HALVING * halvings;
}
