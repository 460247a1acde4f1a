import type { Database } from '../database/open-database.ts';
import { calibrationOf, LATEST, type ModelCalibration } from '../scoring/model/calibration.ts';

/** A talk that goes on for so long is what it is. */
export const OLD_ENOUGH_MS = 60 * 86_400_000;

interface Matured {
  logOdds: number;
  readiness: number;
  teaches: string;
}

/**
 * The calibration by the latest matured verdicts, and how far off the readiness was that they met: each was said before
 * its verdict, and counts once that is final (rejected, closed, or long in conversation). Wrong time says nothing of it.
 */
export async function readCalibration(
  { prisma }: Pick<Database, 'prisma'>,
  now: Date,
): Promise<ModelCalibration> {
  const rows = await prisma.$queryRaw<Matured[]>`
    SELECT v."logOdds", v.readiness, v.teaches
    FROM "Verdict" v JOIN "Handover" h ON h.id = v."handoverId"
    WHERE v."takenBackAt" IS NULL AND v."logOdds" IS NOT NULL AND v.readiness IS NOT NULL
      AND v.teaches NOT IN ('nothing', 'timing') AND (v.kind = 'rejected' OR (v.kind = 'outcome'
        AND (h.state = 'closed' OR v.at <= ${new Date(now.getTime() - OLD_ENOUGH_MS)})))
    ORDER BY v.at DESC, v.id DESC LIMIT ${LATEST}`;
  return calibrationOf(
    rows.toReversed().map(({ teaches, ...said }) => ({ ...said, accepted: Number(teaches === 'positive') })),
  );
}
