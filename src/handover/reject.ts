import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import { changeHandover } from './change-handover.ts';
import type { HandoverDeps } from './deps.ts';
import { awayOf, keepAway, letBack, readAway } from './keep-away.ts';
import { oweTask } from './marketing-task.ts';
import { owePosting, oweRedraw, threadKey } from './postings.ts';
import { transact } from './transact.ts';
import { recordVerdict, takeBackVerdicts } from './verdicts.ts';

interface RejectInput {
  handoverId: string;
  by: string; // Slack user id
  reasonId: string; // of the playbook's reject_reasons
  words: string | null; // what would have made it good
  now: Date;
}

export type RejectResult =
  | { ok: true; handover: Handover; again: boolean } // again: the same rejection came twice, and was told once
  | { ok: false; reason: 'unknown_reason' }
  | { ok: false; reason: 'not_open'; state: string; by: string | null };

/** Rejects a handover, keeps the lead away for as long as the reason says, and tells marketing. */
export async function rejectHandover(deps: HandoverDeps, input: RejectInput): Promise<RejectResult> {
  const { handoverId, by, words, now } = input;
  const reason = reasonOf(deps.playbook.current, input.reasonId);
  if (!reason) return { ok: false, reason: 'unknown_reason' };
  const away = awayOf(reason, now);
  const { channel } = deps.playbook.current.feedback;
  const result = await transact(deps, async (tx, note): Promise<RejectResult> => {
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'reject',
      by,
      now,
      note,
      patch: { verdictBy: by, reasonId: reason.id, words },
      details: { reason: reason.id, away },
    });
    if (!changed.ok) {
      const { handover } = changed;
      if (handover?.state === 'rejected' && handover.verdictBy === by && handover.reasonId === reason.id)
        return { ok: true, handover, again: true };
      return {
        ok: false,
        reason: 'not_open',
        state: handover?.state ?? 'gone',
        by: handover?.verdictBy ?? null,
      };
    }
    const { handover } = changed;
    await takeBackVerdicts(tx, handoverId, now); // the claim that it replaces
    await recordVerdict(tx, {
      handover,
      kind: 'rejected',
      teaches: reason.teaches,
      reasonId: reason.id,
      by,
      words,
      now,
    });
    if (away) await keepAway(tx, handover, away);
    await owePosting(tx, {
      key: `rejection:${handoverId}:${handover.version}`,
      kind: 'rejection',
      handoverId,
      channel,
    });
    await oweTask(tx, { reasonId: reason.id, channel, now });
    return { ok: true, handover, again: false };
  });
  return result;
}

/** Marketing overturns a rejection: the lead is handed over again at once, and its verdict no longer counts. */
export async function handOverAgain(
  deps: HandoverDeps,
  { handoverId, by, now }: { handoverId: string; by: string; now: Date },
): Promise<{ ok: boolean }> {
  const ok = await transact(deps, async (tx, note) => {
    const held = await tx.handover.findUnique({ where: { id: handoverId } });
    const live = held && (await tx.handover.findUnique({ where: { liveLeadId: held.leadId } }));
    if (!held || live) return false;
    const away = await readAway(tx, handoverId);
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'overturn',
      by,
      now,
      note,
      version: held.version,
      patch: { claimedBy: null, claimedAt: null, closedAt: null, reasonId: null, verdictBy: null },
    });
    if (!changed.ok) return false;
    await takeBackVerdicts(tx, handoverId, now);
    await letBack(tx, held, away, now);
    await resolveRejections(tx, handoverId, { says: 'Handed over again', by, now });
    await owePosting(tx, {
      key: `again:${handoverId}:${changed.handover.version}`,
      kind: 'again',
      handoverId,
      channel: held.channel,
      hostKey: threadKey(held),
      details: { by, reason: labelOf(deps.playbook.current, held.reasonId) },
    });
    return true;
  });
  return { ok };
}

/** The reason of the playbook in force; undefined when it knows none such. */
export function reasonOf({ reject_reasons }: Playbook, reasonId: string | null) {
  return reject_reasons.find(({ id }) => id === reasonId);
}

function labelOf(playbook: Playbook, reasonId: string | null): string {
  return reasonOf(playbook, reasonId)?.label ?? reasonId ?? '';
}

/** Marketing takes the lead back to nurture: it stays rejected, and may return when its interest is new. */
export async function backToNurture(
  deps: HandoverDeps,
  { handoverId, by, now }: { handoverId: string; by: string; now: Date },
): Promise<{ ok: boolean }> {
  const count = await deps.database.prisma.$transaction(async (tx) => {
    const count = await resolveRejections(tx, handoverId, { says: 'Back to nurture', by, now });
    if (count > 0) await deps.settle?.(tx);
    return count;
  });
  deps.deliver();
  return { ok: count > 0 };
}

/** Marks the reports of a rejection as dealt with; they are drawn again without their buttons. */
async function resolveRejections(
  tx: Tx,
  handoverId: string,
  { now, ...resolution }: { says: string; by: string; now: Date },
): Promise<number> {
  const open = await tx.posting.findMany({ where: { handoverId, kind: 'rejection' } });
  const unresolved = open.filter((posting) => posting.details === null);
  for (const { id } of unresolved) await oweRedraw(tx, id, { ...resolution, at: now.toISOString() });
  return unresolved.length;
}
