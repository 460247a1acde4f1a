import type { Tx } from '../database/open-database.ts';

/** What the leads of these handovers took in before they were handed over: by handover, each title or address once. */
export async function readContentBefore(tx: Tx, handoverIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ handoverId: string; name: string }[]>`
    SELECT DISTINCT h.id AS "handoverId", coalesce(a.content->>'title', a.content->>'url') AS name
    FROM "Handover" h JOIN "Activity" a ON a."leadId" = h."leadId" AND a.at <= h."createdAt"
    WHERE h.id = ANY(${handoverIds}::uuid[]) AND coalesce(a.content->>'title', a.content->>'url') IS NOT NULL
    ORDER BY 1, 2`;
  const byHandover = new Map<string, string[]>();
  for (const { handoverId, name } of rows)
    byHandover.set(handoverId, [...(byHandover.get(handoverId) ?? []), name]);
  return byHandover;
}
