import type { Tx } from '../database/open-database.ts';

/** What the leads of these handovers took in before they were handed over: by handover, each title or address once. */
export async function readContentBefore(tx: Tx, handoverIds: string[]): Promise<Map<string, string[]>> {
  const handovers = await tx.handover.findMany({
    where: { id: { in: handoverIds } },
    select: { id: true, leadId: true, createdAt: true },
  });
  // Not by a join with "Handover": activities may lie on other machines, which are asked by the leads alone.
  const rows = await tx.$queryRaw<{ leadId: string; name: string; at: Date }[]>`
    SELECT "leadId", coalesce(content->>'title', content->>'url') AS name, min(at) AS at FROM "Activity"
    WHERE "leadId" = ANY(${handovers.map(({ leadId }) => leadId)}::uuid[])
      AND coalesce(content->>'title', content->>'url') IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const byLead = Map.groupBy(rows, ({ leadId }) => leadId);
  return new Map(
    handovers.map(({ id, leadId, createdAt }) => {
      const before = (byLead.get(leadId) ?? []).filter(({ at }) => at <= createdAt);
      return [id, before.map(({ name }) => name)];
    }),
  );
}
