import { z } from 'zod';
import type { CardState } from '../blocks/card-state.ts';
import type { Handover } from '../database/generated/client.ts';
import type { Brief } from '../handover/brief.ts';
import type { HandoverState } from '../handover/state.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Assessment } from '../scoring/assessment.ts';

const Woken = z.object({ why: z.string(), note: z.string().nullable() }).nullable();

/** What a card is drawn from, read from the row of its handover. */
export function cardStateOf(handover: Handover, playbook: Playbook): CardState {
  const { state, claimedBy, claimedAt, snoozedBy, snoozedUntil, verdictBy, closedAt } = handover;
  // Each from its own list: a reason and an outcome may bear one id.
  const label = (list: { id: string; label: string }[], id: string | null) =>
    list.find((known) => known.id === id)?.label ?? id ?? '';
  const at = (closedAt ?? handover.createdAt).getTime();
  return {
    handoverId: handover.id,
    leadId: handover.leadId,
    state: state as HandoverState,
    brief: frozen<Brief>(handover.brief),
    assessment: frozen<Assessment>(handover.assessment),
    handRaise: handover.handRaise,
    hosted: handover.hostId !== null,
    openedAt: handover.openedAt?.getTime() ?? null,
    claimed: claimedBy && claimedAt ? { by: claimedBy, at: claimedAt.getTime() } : null,
    snoozed:
      state === 'snoozed' && snoozedBy && snoozedUntil
        ? { by: snoozedBy, until: snoozedUntil.getTime(), note: handover.snoozeNote }
        : null,
    woken: state === 'open' ? Woken.parse(handover.woken) : null,
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

/** What we froze ourselves as JSON, in the shape in which we froze it. */
export function frozen<T>(json: unknown): T {
  return json as T;
}
