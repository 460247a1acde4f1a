import type { Tx } from '../../database/open-database.ts';
import type { Gates } from '../../playbook/schema.ts';
import type { Digest } from '../../blocks/digest.ts';

/** Leads with something meaningful since a moment that are not with sales, by the first thing that holds each back. */
export async function readHeldBack(
  tx: Tx,
  gates: Gates,
  since: number,
  now: Date,
): Promise<Digest['heldBack']> {
  const rows = await tx.$queryRaw<{ why: string; count: bigint }[]>`
    SELECT CASE
        WHEN l.excluded IS NOT NULL OR c.excluded IS NOT NULL THEN 'excluded by a verdict'
        WHEN l."recycleAt" > ${now} THEN 'resting after a verdict'
        WHEN l.fit < ${gates.fit} THEN 'fit too low'
        WHEN l."interestScore" < ${gates.interest} THEN 'too little interest'
        WHEN l.readiness < ${gates.readiness} THEN 'readiness too low'
        ELSE 'facts missing, nothing new, or no place left'
      END AS why, count(*) AS count
    FROM "Lead" l LEFT JOIN "Company" c ON c.id = l."companyId"
    WHERE l."scoredAt" IS NOT NULL AND l."lastMeaningfulAt" >= ${new Date(since)}
      AND NOT EXISTS (SELECT 1 FROM "Handover" h WHERE h."leadId" = l.id AND h."createdAt" >= ${new Date(since)})
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map(({ why, count }) => ({ why, count: Number(count) }));
}
