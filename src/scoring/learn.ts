import type { ReasonGroup } from './assessment.ts';

export interface Lesson {
  teaches: string; // of the reject reason or outcome
  features: Readonly<Record<string, number>>; // as they were at handover
}

const STEP = 2; // points a rejection takes from each term of its group
const BOUND = 12; // points that all verdicts together may move a term

/**
 * What verdicts have taught: term -> points on top of the playbook's. A rejection takes 2 points from each term of
 * its group, a success gives 1 to every term, within 12 points either way; `boundBy` keeps what a term then says on
 * the playbook's side. A first, simple rule, to be replaced by a learning score.
 */
export function adjustmentsFrom(verdicts: readonly Lesson[]): Record<string, number> {
  const moved = new Map<string, number>();
  for (const { teaches, features } of verdicts) {
    for (const [term, value] of Object.entries(features)) {
      if (value === 0) continue;
      const step = teaches === 'positive' ? STEP / 2 : groupOf(term) === teaches ? -STEP : 0;
      if (step !== 0) moved.set(term, Math.max(-BOUND, Math.min(BOUND, (moved.get(term) ?? 0) + step)));
    }
  }
  return Object.fromEntries(moved);
}

/** What a term adds to the playbook's points: at most half of them, so that a term never changes sides. */
export function boundBy(points: number, adjustment: number): number {
  if (points === 0) return adjustment; // the playbook takes no side
  const most = Math.abs(points) / 2;
  return Math.max(-most, Math.min(most, adjustment));
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
