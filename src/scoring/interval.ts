/** So many of so many. */
export interface Share {
  accepted: number;
  of: number;
}

const Z = 1.96; // 95%

/**
 * The 95% interval of a share by Wilson's score, 0 to 1: holds its level at small counts, where the usual one does not
 * (Wilson 1927; Brown, Cai and DasGupta, *Interval Estimation for a Binomial Proportion*, Statistical Science 2001).
 * Everything is possible of none.
 */
export function wilson({ accepted, of }: Share): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const p = accepted / of;
  const middle = (p + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of));
  return { low: Math.min(p, Math.max(0, middle - half)), high: Math.max(p, Math.min(1, middle + half)) };
}

/**
 * -1 or 1 when the first share is lower or higher than the second beyond chance, else 0: whether the 95% interval of
 * their difference leaves zero out (Newcombe 1998, method 10, made of the two Wilson intervals).
 */
export function compare(one: Share, other: Share): -1 | 0 | 1 {
  if (one.of === 0 || other.of === 0) return 0;
  const [p, q] = [one.accepted / one.of, other.accepted / other.of];
  const [a, b] = [wilson(one), wilson(other)];
  if (p - q - Math.hypot(p - a.low, b.high - q) > 0) return 1;
  if (p - q + Math.hypot(a.high - p, q - b.low) < 0) return -1;
  return 0;
}
