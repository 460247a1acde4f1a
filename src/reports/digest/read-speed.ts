import { FEWEST, type Speed } from '../../blocks/digest.ts';
import type { Tx } from '../../database/open-database.ts';

/** How fast cards were claimed between two moments, and how many went back to marketing unclaimed. */
export async function readSpeed(tx: Tx, from: number, until: number): Promise<Speed> {
  const [since, before] = [new Date(from), new Date(until)];
  const [claimed] = await tx.$queryRaw<{ claims: number; seconds: number[] | null }[]>`
    SELECT count(*)::int AS claims,
      percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY "workingSecondsToClaim") AS seconds
    FROM "Handover"
    WHERE "claimedAt" >= ${since} AND "claimedAt" < ${before} AND "workingSecondsToClaim" IS NOT NULL`;
  const { claims, seconds } = claimed ?? { claims: 0, seconds: null };
  const [half, most] = claims < FEWEST ? [] : (seconds ?? []);
  return {
    claims,
    halfMs: half === undefined ? null : half * 1_000,
    mostMs: most === undefined ? null : most * 1_000,
    expired: await tx.handoverEvent.count({ where: { event: 'expire', at: { gte: since, lt: before } } }),
  };
}
