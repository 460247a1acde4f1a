import { FEWEST, type NamedShare, standing } from '../../blocks/digest.ts';
import type { Share } from '../../scoring/interval.ts';

export function shareOf(decisions: readonly { accepted: boolean }[]): Share {
  return { accepted: decisions.filter(({ accepted }) => accepted).length, of: decisions.length };
}

/**
 * How each of these stands against all leads without it, most leads first; and how many have too few verdicts to say
 * anything of.
 */
export function namedShares(
  shares: ReadonlyMap<string, Share>,
  all: Share,
): { told: NamedShare[]; few: number } {
  const enough = [...shares].filter(([, { of }]) => of >= FEWEST);
  const told = enough.map(([name, share]): NamedShare => {
    const others = { accepted: all.accepted - share.accepted, of: all.of - share.of };
    return { name, ...share, stands: standing(share, others) };
  });
  return { told: told.toSorted((a, b) => b.of - a.of), few: shares.size - enough.length };
}
