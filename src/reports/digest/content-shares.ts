import type { Tx } from '../../database/open-database.ts';
import type { Share } from '../../scoring/interval.ts';
import type { Decision } from './read-decisions.ts';

/** Acceptance by each piece of content that leads took in before they were handed over. */
export async function readContentShares(tx: Tx, decisions: readonly Decision[]): Promise<Map<string, Share>> {
  const rows = await tx.$queryRaw<{ name: string; handovers: string[] }[]>`
    SELECT coalesce(a.content->>'title', a.content->>'url') AS name,
      array_agg(DISTINCT h.id::text) AS handovers
    FROM "Handover" h JOIN "Activity" a ON a."leadId" = h."leadId" AND a.at <= h."createdAt"
    WHERE h.id = ANY(${decisions.map(({ handoverId }) => handoverId)}::uuid[])
      AND coalesce(a.content->>'title', a.content->>'url') IS NOT NULL
    GROUP BY 1`;
  const accepted = new Set(decisions.filter((one) => one.accepted).map(({ handoverId }) => handoverId));
  return new Map(
    rows.map(({ name, handovers }) => [
      name,
      { accepted: handovers.filter((id) => accepted.has(id)).length, of: handovers.length },
    ]),
  );
}
