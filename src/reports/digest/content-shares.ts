import type { Tx } from '../../database/open-database.ts';
import { readContentBefore } from '../../handover/content-before.ts';
import type { Share } from '../../scoring/interval.ts';
import type { Decision } from './read-decisions.ts';

/** Acceptance by each piece of content that leads took in before they were handed over. */
export async function readContentShares(tx: Tx, decisions: readonly Decision[]): Promise<Map<string, Share>> {
  const content = await readContentBefore(
    tx,
    decisions.map(({ handoverId }) => handoverId),
  );
  const shares = new Map<string, Share>();
  for (const { handoverId, accepted } of decisions)
    for (const name of content.get(handoverId) ?? []) {
      const { accepted: before, of } = shares.get(name) ?? { accepted: 0, of: 0 };
      shares.set(name, { accepted: before + Number(accepted), of: of + 1 });
    }
  return shares;
}
