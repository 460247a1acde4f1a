import type { Handover } from '../database/generated/client.ts';
import { changeHandover } from './change-handover.ts';
import type { HandoverDeps } from './deps.ts';
import { oweProgress } from './postings.ts';
import { transact } from './transact.ts';
import { recordVerdict } from './verdicts.ts';

interface SnoozeInput {
  handoverId: string;
  by: string; // Slack user id
  until: Date;
  note: string | null;
  now: Date;
}

export type SnoozeResult =
  | { ok: true; handover: Handover }
  | { ok: false; reason: 'in_the_past' }
  | { ok: false; reason: 'not_open'; state: string };

/** Puts an open card to sleep until a time; the note is quoted when it wakes. */
export async function snoozeHandover(deps: HandoverDeps, input: SnoozeInput): Promise<SnoozeResult> {
  const { handoverId, by, until, now } = input;
  if (until <= now) return { ok: false, reason: 'in_the_past' };
  const result = await transact(deps, async (tx, note): Promise<SnoozeResult> => {
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'snooze',
      by,
      now,
      note,
      patch: { snoozedBy: by, snoozedUntil: until, snoozeNote: input.note, dueAt: until },
      details: { until: until.toISOString() },
    });
    if (!changed.ok) {
      const { handover } = changed;
      // The same modal, delivered twice, is no refusal.
      const isSame = handover?.state === 'snoozed' && handover.snoozedBy === by;
      if (isSame && handover.snoozedUntil?.getTime() === until.getTime()) return { ok: true, handover };
      return { ok: false, reason: 'not_open', state: handover?.state ?? 'gone' };
    }
    await recordVerdict(tx, {
      handover: changed.handover,
      kind: 'snoozed',
      teaches: 'timing',
      by,
      words: input.note,
      now,
    });
    await oweProgress(tx, handoverId, deps.playbook.current.feedback);
    return { ok: true, handover: changed.handover };
  });
  return result;
}

/** Opens a snoozed card again: its time has come, or the lead raised a hand. */
export async function wakeHandover(
  deps: HandoverDeps,
  { handoverId, why, now }: { handoverId: string; why: string; now: Date },
): Promise<void> {
  await transact(deps, async (tx, note) => {
    const asleep = await tx.handover.findUnique({ where: { id: handoverId } });
    if (asleep?.state !== 'snoozed') return;
    await changeHandover(tx, {
      handoverId,
      event: 'wake',
      by: null,
      now,
      note,
      version: asleep.version,
      patch: { woken: { why, note: asleep.snoozeNote }, snoozedUntil: null },
      details: { why },
    });
  });
}
