import type { Handover } from '../database/generated/client.ts';
import { changeHandover } from './change-handover.ts';
import type { HandoverDeps } from './deps.ts';
import { oweProgress } from './postings.ts';
import { timeToClaim } from './time-to-claim.ts';
import { transact } from './transact.ts';
import { recordVerdict, takeBackVerdicts } from './verdicts.ts';

interface ClaimInput {
  handoverId: string;
  by: string; // Slack user id
  now: Date;
}

export type ClaimResult =
  | { ok: true; handover: Handover }
  | { ok: false; reason: 'already_claimed'; by: string; at: Date }
  | { ok: false; reason: 'too_many_claims'; open: number }
  | { ok: false; reason: 'not_open'; state: string };

/** Gives the handover to the rep who asks first. A rep with as many open claims as the playbook allows is refused. */
export async function claimHandover(
  deps: HandoverDeps,
  { handoverId, by, now }: ClaimInput,
): Promise<ClaimResult> {
  const result = await transact(deps, async (tx, note): Promise<ClaimResult> => {
    const open = await tx.handover.count({ where: { claimedBy: by, state: 'claimed' } });
    if (open >= deps.playbook.current.open_claims_per_rep)
      return { ok: false, reason: 'too_many_claims', open };
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'claim',
      by,
      now,
      note,
      patch: { claimedBy: by, claimedAt: now, snoozedUntil: null },
    });
    if (changed.ok) {
      await tx.handover.update({
        where: { id: handoverId },
        data: timeToClaim(changed.handover, deps.playbook.current),
      });
      await recordVerdict(tx, { handover: changed.handover, kind: 'claimed', teaches: 'nothing', by, now });
      await oweProgress(tx, handoverId, deps.playbook.current.feedback);
      return { ok: true, handover: changed.handover };
    }
    const { handover } = changed;
    if (handover?.state === 'claimed' && handover.claimedBy && handover.claimedAt) {
      // The same click delivered twice is not a refusal.
      if (handover.claimedBy === by) return { ok: true, handover };
      return { ok: false, reason: 'already_claimed', by: handover.claimedBy, at: handover.claimedAt };
    }
    return { ok: false, reason: 'not_open', state: handover?.state ?? 'gone' };
  });
  return result;
}

/** What a claim leaves behind when it ends without a result: nothing. */
export const RELEASED = {
  claimedBy: null,
  claimedAt: null,
  outcomeId: null,
  reasonId: null,
  words: null,
  verdictBy: null,
};

export type ReleaseResult =
  | { ok: true }
  | { ok: false; reason: 'not_yours'; by: string }
  | { ok: false; reason: 'not_claimed' };

/** Opens a claimed handover again; only the rep who claimed it may. */
export async function releaseHandover(
  deps: HandoverDeps,
  { handoverId, by, now }: ClaimInput,
): Promise<ReleaseResult> {
  const result = await transact(deps, async (tx, note): Promise<ReleaseResult> => {
    const held = await tx.handover.findUnique({ where: { id: handoverId } });
    if (held?.state !== 'claimed' || !held.claimedBy) return { ok: false, reason: 'not_claimed' };
    if (held.claimedBy !== by) return { ok: false, reason: 'not_yours', by: held.claimedBy };
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'release',
      by,
      now,
      note,
      patch: RELEASED,
    });
    if (!changed.ok) return { ok: false, reason: 'not_claimed' };
    await takeBackVerdicts(tx, handoverId, now);
    return { ok: true };
  });
  return result;
}
