import type { Tx } from '../database/open-database.ts';
import { missRate, type MissRate } from '../scoring/miss-rate.ts';

/** What the second looks of a time, taken before its end, say of the leads that were not chosen. */
export async function readMissRate(tx: Tx, { from, to }: { from: Date; to: Date }): Promise<MissRate> {
  const looks = await tx.handover.findMany({
    where: { chance: { not: null }, createdAt: { gte: from, lt: to } },
    select: {
      chance: true,
      verdicts: {
        where: { takenBackAt: null, kind: { in: ['rejected', 'outcome'] } },
        orderBy: { at: 'desc' },
      },
    },
  });
  return missRate(
    looks.map(({ chance, verdicts: [verdict] }) => ({
      chance: chance ?? 1,
      accepted: verdict ? acceptedBy(verdict.teaches) : null,
    })),
  );
}

/** Wrong time and what teaches nothing say neither. */
function acceptedBy(teaches: string): boolean | null {
  if (teaches === 'nothing' || teaches === 'timing') return null;
  return teaches === 'positive';
}
