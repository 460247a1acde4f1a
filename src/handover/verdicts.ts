import { z } from 'zod';
import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Lesson } from '../playbook/after-handover.ts';

interface VerdictInput {
  handover: Handover;
  kind: 'claimed' | 'snoozed' | 'rejected' | 'outcome';
  teaches: Lesson;
  by: string;
  now: Date;
  reasonId?: string | null;
  outcomeId?: string | null;
  words?: string | null;
}

const Frozen = z.object({
  features: z.record(z.string(), z.number()),
  // What was frozen before these were kept has none.
  readiness: z.number().nullish(),
  logOdds: z.number().nullish(),
});

/** Stores what a rep said, with the features as they were when the lead was handed over. */
export async function recordVerdict(tx: Tx, input: VerdictInput): Promise<void> {
  const { features, readiness, logOdds } = Frozen.parse(input.handover.assessment);
  await tx.verdict.create({
    data: {
      handoverId: input.handover.id,
      kind: input.kind,
      teaches: input.teaches,
      features,
      readiness: readiness ?? null,
      logOdds: logOdds ?? null,
      by: input.by,
      at: input.now,
      reasonId: input.reasonId ?? null,
      outcomeId: input.outcomeId ?? null,
      words: input.words ?? null,
    },
  });
}

/**
 * Takes back what was said of the lead: released, corrected, or overturned by marketing. The rows stay, and so does a
 * snooze: that the time was wrong remains so.
 */
export async function takeBackVerdicts(tx: Tx, handoverId: string, now: Date): Promise<void> {
  await tx.verdict.updateMany({
    where: { handoverId, takenBackAt: null, kind: { not: 'snoozed' } },
    data: { takenBackAt: now },
  });
}
