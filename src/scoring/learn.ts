import type { ReasonGroup } from './assessment.ts';

export interface Lesson {
  teaches: string; // of the reject reason or outcome
  features: Readonly<Record<string, number>>; // as they were at handover
}

const STEP = 2; // points a rejection takes from each term of its group
const BOUND = 12; // points that all verdicts together may move a term

/**
 * What verdicts have taught: term -> points on top of the playbook's. A rejection takes 2 points from the terms of
 * its group that spoke for the lead, a success gives 1 to all that did, within 12 points either way. A first,
 * simple rule, to be replaced by a learning score.
 */
export function adjustmentsFrom(verdicts: readonly Lesson[]): Record<string, number> {
  const moved: Record<string, number> = {};
  for (const { teaches, features } of verdicts) {
    for (const [term, value] of Object.entries(features)) {
      if (value === 0) continue;
      const step = teaches === 'positive' ? STEP / 2 : groupOf(term) === teaches ? -STEP : 0;
      if (step !== 0) moved[term] = Math.max(-BOUND, Math.min(BOUND, (moved[term] ?? 0) + step));
    }
  }
  return moved;
}

/** The group of a term: `role:decision maker` is of `fit.role`. */
export function groupOf(term: string): ReasonGroup {
  switch (term.slice(0, term.indexOf(':'))) {
    case 'role':
      return 'fit.role';
    case 'topic':
      return 'fit.topic';
    case 'signal':
      return 'interest';
    case 'industry':
    case 'employees':
    case 'country':
    case 'email':
      return 'fit.organisation';
    default:
      return 'baseline';
  }
}
