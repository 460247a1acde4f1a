import { z } from 'zod';
import type { CardState } from '../blocks/card-state.ts';
import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Brief } from '../handover/brief.ts';
import type { HandoverState } from '../handover/state.ts';
import { workingSpan } from '../playbook/describe/words.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Assessment } from '../scoring/assessment.ts';

const Woken = z
  .object({ why: z.string(), note: z.string().nullable(), lapsed: z.string().nullish() })
  .nullable();

/** What a card is drawn from, read from the row of its handover and of those that it speaks of. */
export async function readCardState(tx: Tx, playbook: Playbook, handover: Handover): Promise<CardState> {
  const { hostId, sameAsId } = handover;
  const read = (id: string | null) => id && tx.handover.findUnique({ where: { id } });
  return cardStateOf(handover, (await read(hostId)) || null, (await read(sameAsId)) || null, playbook);
}

function cardStateOf(
  handover: Handover,
  host: Handover | null,
  sameAs: Handover | null,
  playbook: Playbook,
): CardState {
  const { state, claimedBy, claimedAt, snoozedBy, snoozedUntil, verdictBy, closedAt } = handover;
  // Each from its own list: a reason and an outcome may bear one id.
  const label = (list: { id: string; label: string }[], id: string | null) =>
    list.find((known) => known.id === id)?.label ?? id ?? '';
  const endOf = (one: Handover) => {
    if (one.state === 'rejected') return label(playbook.reject_reasons, one.reasonId);
    return one.state === 'closed' && one.outcomeId ? label(playbook.outcomes, one.outcomeId) : null;
  };
  const woken = state === 'open' ? Woken.parse(handover.woken) : null;
  const at = (closedAt ?? handover.createdAt).getTime();
  return {
    handoverId: handover.id,
    leadId: handover.leadId,
    state: state as HandoverState,
    brief: frozen<Brief>(handover.brief),
    assessment: frozen<Assessment>(handover.assessment),
    handRaise: handover.handRaise,
    secondLook: handover.chance !== null,
    host: host && {
      leadName: frozen<Brief>(host.brief).leadName,
      owner: host.claimedBy ? { by: host.claimedBy, ended: endOf(host) } : null,
    },
    sameAs: sameAs && {
      leadName: frozen<Brief>(sameAs.brief).leadName,
      channel: sameAs.channel,
      claimedBy: sameAs.claimedBy,
    },
    claimed:
      claimedBy && claimedAt ? { by: claimedBy, at: claimedAt.getTime(), took: tookOf(handover) } : null,
    snoozed:
      state === 'snoozed' && snoozedBy && snoozedUntil
        ? { by: snoozedBy, until: snoozedUntil.getTime(), note: handover.snoozeNote }
        : null,
    woken: woken && !woken.lapsed ? { why: woken.why, note: woken.note } : null,
    lapsed: woken?.lapsed ? { by: woken.lapsed, after: woken.why } : null,
    expiresAfter: workingSpan(playbook.service_levels.expire_after),
    rejected:
      state === 'rejected' && verdictBy
        ? {
            by: verdictBy,
            reason: label(playbook.reject_reasons, handover.reasonId),
            words: handover.words,
            at,
          }
        : null,
    outcome:
      handover.outcomeId && verdictBy
        ? {
            by: verdictBy,
            label: label(playbook.outcomes, handover.outcomeId),
            reason: handover.reasonId,
            words: handover.words,
            at,
          }
        : null,
    snoozePresets: playbook.snooze.map((preset) => ({ label: preset.label })),
    timezone: playbook.timezone,
  };
}

function tookOf({ secondsToClaim, workingSecondsToClaim }: Handover) {
  if (secondsToClaim === null) return null;
  const workingMs = workingSecondsToClaim === null ? null : workingSecondsToClaim * 1000;
  return { ms: secondsToClaim * 1000, workingMs };
}

/** What we froze ourselves as JSON, in the shape in which we froze it. */
export function frozen<T>(json: unknown): T {
  return json as T;
}
