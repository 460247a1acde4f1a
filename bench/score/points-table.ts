import type { Features } from '../../src/scoring/model/prior.ts';

const FEWEST = 5;
const POINTS = 10;
/** The steps of one number share this many points. */
const POINTS_A_NUMBER = 30;

export interface Judged {
  features: Features;
  label: number;
}

/**
 * A points table from the sign of each term by itself: 10 points for or against each value that was accepted more or
 * less often than the rest, and 30 shared among the steps of a number. Terms met fewer than five times get none.
 */
export function pointsTable(
  judged: readonly { features: Features; label: number }[],
): Record<string, number> {
  const sums = new Map<string, { count: number; accepted: number }>();
  for (const { features, label } of judged) {
    for (const [term, amount] of Object.entries(features)) {
      const sum = sums.get(term) ?? { count: 0, accepted: 0 };
      if (amount > 0) sum.count += 1;
      if (amount > 0) sum.accepted += label;
      sums.set(term, sum);
    }
  }
  const accepted = judged.reduce((sum, { label }) => sum + label, 0);
  const steps = Map.groupBy([...sums.keys()].filter(isStep), numberOf);
  const table: Record<string, number> = {};
  for (const [term, sum] of sums) {
    const rest = judged.length - sum.count;
    if (sum.count < FEWEST || rest < FEWEST) continue;
    const sign = Math.sign(sum.accepted / sum.count - (accepted - sum.accepted) / rest);
    table[term] = sign * (isStep(term) ? POINTS_A_NUMBER / (steps.get(numberOf(term))?.length ?? 1) : POINTS);
  }
  return table;
}

function isStep(term: string): boolean {
  return term.includes(' steps\t');
}

function numberOf(term: string): string {
  return term.slice(0, term.indexOf('\t'));
}

/** The points of a lead by the table. */
export function pointsOf(features: Features, table: Readonly<Record<string, number>>): number {
  return Object.entries(features).reduce((sum, [term, amount]) => sum + amount * (table[term] ?? 0), 0);
}
