import type { Digest } from '../../blocks/digest.ts';
import type { Tx } from '../../database/open-database.ts';
import type { HeldBackBy } from '../../handover/hold-back.ts';

const WORDS: Readonly<Record<HeldBackBy, string>> = {
  verdict: 'excluded by a verdict',
  rest: 'resting after a verdict',
  excluded: 'excluded by the playbook',
  fit: 'fit too low',
  interest: 'too little interest',
  context: 'facts missing',
  readiness: 'readiness too low',
  why_now: 'nothing new',
  route: 'no route to a channel',
  hours: 'outside working hours',
  reps: 'every rep has all the claims allowed',
  daily_cap: 'no place left that day',
  budget: 'no place left in the week',
};

/**
 * Leads with something meaningful since a moment that are not with sales, by the first thing that held each back when
 * it was last scored. A verdict keeps a whole company away before any of its leads is scored again.
 */
export async function readHeldBack(tx: Tx, since: number, now: Date): Promise<Digest['heldBack']> {
  const rows = await tx.$queryRaw<{ by: HeldBackBy; count: bigint }[]>`
    SELECT by, count(*) AS count FROM (
      SELECT CASE
          WHEN l.excluded IS NOT NULL OR c.excluded IS NOT NULL THEN 'verdict'
          WHEN l."recycleAt" > ${now} THEN 'rest'
          ELSE l."heldBack"->>'by'
        END AS by
      FROM "Lead" l LEFT JOIN "Company" c ON c.id = l."companyId"
      WHERE l."scoredAt" IS NOT NULL AND l."lastMeaningfulAt" >= ${new Date(since)}
        AND NOT EXISTS (SELECT 1 FROM "Handover" h WHERE h."leadId" = l.id AND h."createdAt" >= ${new Date(since)})
    ) AS held WHERE by IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map(({ by, count }) => ({ why: WORDS[by], count: Number(count) }));
}
