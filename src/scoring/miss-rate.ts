/** A lead that was looked at by chance, and what came of it. */
export interface SecondLook {
  chance: number; // with which it was taken, above 0, at most 1
  accepted: boolean | null; // null while it is not known
}

export interface MissRate {
  looks: number;
  judged: number;
  /** Share of the leads not chosen that sales would have accepted, with where it lies in 19 of 20 cases; null at none. */
  rate: { share: number; low: number; high: number } | null;
}

const Z = 1.96; // 95%

/**
 * What the gates miss, from leads taken at random of those not chosen. Each counts for as many as its chance says
 * (inverse propensity, in Hajek's form); the interval is Wilson's, on as many looks as the uneven weights are worth
 * (Kish's effective sample size). Few looks give a wide one.
 */
export function missRate(looks: readonly SecondLook[]): MissRate {
  const judged = looks.filter(({ accepted }) => accepted !== null);
  const [sum, squares, accepted] = judged.reduce(
    ([w, w2, y], look) => {
      const weight = 1 / look.chance;
      return [w + weight, w2 + weight * weight, y + (look.accepted ? weight : 0)];
    },
    [0, 0, 0],
  );
  if (sum === 0) return { looks: looks.length, judged: 0, rate: null };
  const share = accepted / sum;
  const worth = (sum * sum) / squares;
  const middle = (share + (Z * Z) / (2 * worth)) / (1 + (Z * Z) / worth);
  const half =
    (Z / (1 + (Z * Z) / worth)) * Math.sqrt((share * (1 - share)) / worth + (Z * Z) / (4 * worth * worth));
  return {
    looks: looks.length,
    judged: judged.length,
    rate: { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) },
  };
}
