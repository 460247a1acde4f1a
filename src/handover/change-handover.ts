import type { Tx } from '../database/open-database.ts';
import type { Handover, Prisma } from '../database/generated/client.ts';
import type { Actor } from './deps.ts';
import { oweFollowing, takeBackMoot } from './postings.ts';
import type { Note } from './transact.ts';
import { type HandoverEventName, type HandoverState, isLive, transition } from './state.ts';

export interface ChangeInput {
  handoverId: string;
  event: HandoverEventName;
  by: Actor;
  now: Date;
  note: Note;
  /** Only if the handover is still of this version. */
  version?: number;
  /** What else changes with the state, and what the history should say. */
  patch?: Prisma.HandoverUncheckedUpdateInput;
  details?: Prisma.InputJsonObject;
}

export type Changed =
  | { ok: true; handover: Handover }
  | { ok: false; reason: 'gone' | 'not_allowed'; handover: Handover | null };

/**
 * The only writer of a handover's state: a compare-and-set by version, with a line in the history. Of many
 * who try the same, one wins; the others are given the handover as it is now. The messages that show it are owed anew.
 */
export async function changeHandover(tx: Tx, input: ChangeInput): Promise<Changed> {
  for (;;) {
    const before = await tx.handover.findUnique({ where: { id: input.handoverId } });
    if (!before) return { ok: false, reason: 'gone', handover: null };
    if (input.version !== undefined && input.version !== before.version)
      return { ok: false, reason: 'not_allowed', handover: before };
    const from = before.state as HandoverState;
    const to = transition(from, input.event);
    if (!to && from === 'queued' && transition('open', input.event)) {
      // Who acts on a card sees it: it stands, though we were not told yet.
      await changeHandover(tx, {
        ...input,
        event: 'posted',
        by: null,
        patch: { openedAt: input.now },
        details: {},
      });
      continue;
    }
    if (!to) return { ok: false, reason: 'not_allowed', handover: before };
    const { count } = await tx.handover.updateMany({
      where: { id: before.id, version: before.version },
      data: {
        // What is due of the new state is looked up by the next tick.
        dueAt: input.now,
        keptPromise: null,
        ...(to === 'open' && { waitingSince: input.now }),
        ...(to === 'snoozed' && { waitingSince: null }),
        ...input.patch,
        state: to,
        version: before.version + 1,
        liveLeadId: isLive(to) ? (before.liveLeadId ?? before.leadId) : null,
        ...(!isLive(to) && { closedAt: before.closedAt ?? input.now, dueAt: null }),
      },
    });
    if (count === 0) continue; // someone was faster: look again at what is allowed now
    await takeBackMoot(tx, before.id);
    await tx.handoverEvent.create({
      data: {
        handoverId: before.id,
        event: input.event,
        fromState: from,
        toState: to,
        by: input.by,
        at: input.now,
        ...(input.details && { details: input.details }),
      },
    });
    // A queued and an open card look the same.
    if (input.event !== 'posted') await oweFollowing(tx, before.id);
    const handover = await tx.handover.findUniqueOrThrow({ where: { id: before.id } });
    input.note({ event: input.event, handover });
    return { ok: true, handover };
  }
}
