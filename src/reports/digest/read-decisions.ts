import type { Tx } from '../../database/open-database.ts';
import { lessonsOf } from '../../scoring/lesson.ts';

/** What sales decided on one handover, by the newest verdict that says whether the lead was good. */
export interface Decision {
  handoverId: string;
  accepted: boolean;
  isFinal: boolean; // more than a bare claim
  kind: string;
  by: string; // Slack user id
  teaches: string;
  reasonId: string | null;
  outcomeId: string | null;
  at: number; // epoch milliseconds
  source: string | null;
  readiness: number; // at handover
}

interface Row extends Omit<Decision, 'accepted' | 'isFinal' | 'at'> {
  at: Date;
}

/** Decisions between two moments, oldest first: what was taken back does not count, nor what says nothing of a lead. */
export async function readDecisions(tx: Tx, from: number, until: number): Promise<Decision[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT v."handoverId", v.kind, v.by, v.teaches, v."reasonId", v."outcomeId", v.at,
      lower(l."sourceChannel") AS source, (h.assessment->>'readiness')::float8 AS readiness
    FROM "Verdict" v JOIN "Handover" h ON h.id = v."handoverId" JOIN "Lead" l ON l.id = h."leadId"
    WHERE v."takenBackAt" IS NULL AND v.at >= ${new Date(from)} AND v.at < ${new Date(until)}
    ORDER BY v.at, v.id`;
  const newest = new Map<string, Decision>();
  for (const row of rows) {
    const at = row.at.getTime();
    const lesson = lessonsOf({ ...row, features: {}, at }).find(({ alone }) => !alone);
    if (!lesson) continue;
    newest.delete(row.handoverId); // keeps the order of the newest verdicts
    newest.set(row.handoverId, {
      ...row,
      at,
      accepted: lesson.accepted === 1,
      isFinal: row.kind !== 'claimed',
    });
  }
  return [...newest.values()];
}
