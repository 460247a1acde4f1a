import { z } from 'zod';
import type { Tx } from '../database/open-database.ts';
import type { StoredVerdict } from '../scoring/lesson.ts';

/** A verdict that counts, with what people know it by. */
export interface LoggedVerdict extends StoredVerdict {
  id: string;
  handoverId: string;
  leadName: string;
  by: string; // Slack user id
  reasonId: string | null;
  outcomeId: string | null;
}

const Features = z.record(z.string(), z.number());

/** All verdicts that were not taken back, given before a moment if one is named; oldest first. */
export async function readVerdictLog(tx: Tx, before?: Date): Promise<LoggedVerdict[]> {
  const rows = await tx.verdict.findMany({
    where: { takenBackAt: null, ...(before && { at: { lt: before } }) },
    include: { handover: { select: { lead: { select: { name: true, email: true } } } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ handover, features, at, ...verdict }) => ({
    ...verdict,
    features: Features.parse(features),
    at: at.getTime(),
    leadName: handover.lead.name ?? handover.lead.email ?? 'Unknown visitor',
  }));
}
