/** A lead that passed all gates, and how many of the week's places it counts for when one like it comes. */
export interface Contender {
  readiness: number; // 0-100
  share: number; // 1 for one that waits; 1 / weeks for one of so many past weeks
}

/**
 * The readiness that keeps to a budget: the lowest, not under the playbook's own floor, that no more than the places
 * left are expected to reach. With nothing known of what is to come that is the floor. Null when no place is left.
 */
export function gateForBudget(floor: number, left: number, contenders: readonly Contender[]): number | null {
  if (left < 1) return null;
  let expected = 0;
  let gate = Number.POSITIVE_INFINITY;
  for (const { readiness, share } of contenders.toSorted((a, b) => b.readiness - a.readiness)) {
    expected += share;
    if (expected > left + 1e-9) return Math.max(floor, gate);
    gate = readiness;
  }
  return floor;
}
