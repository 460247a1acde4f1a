import type { PastHandover, PastVerdict } from './read-history.ts';

/** What sales came to say of a handover; unknown where it said nothing of how good the lead was. */
export type Label = 'accepted' | 'rejected' | 'unknown';

/** A handover as it was made, with what sales said of it in the end. */
export interface Talk extends PastHandover {
  label: Label;
  verdict: PastVerdict | null;
}

/** A verdict speaks of a handover that a playbook would have made at most so long before or after. */
const SAME_TALK_MS = 30 * 86_400_000;

export function isSameTalk(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_TALK_MS;
}

/** Handovers with their last verdict that stands. A snooze, the wrong time, a duplicate and wrong details say nothing. */
export function readTalks(handovers: readonly PastHandover[], verdicts: readonly PastVerdict[]): Talk[] {
  const last = new Map<string, PastVerdict>();
  for (const verdict of verdicts) {
    if (verdict.takenBackAt === null && verdict.kind !== 'snoozed') last.set(verdict.handoverId, verdict);
  }
  return handovers.map((handover) => {
    const verdict = last.get(handover.id) ?? null;
    return { ...handover, verdict, label: verdict ? labelOf(verdict) : 'unknown' };
  });
}

function labelOf({ kind, teaches }: PastVerdict): Label {
  if (kind === 'claimed' || teaches === 'positive') return 'accepted';
  return teaches === 'nothing' || teaches === 'timing' ? 'unknown' : 'rejected';
}

/** Finds what sales said of a lead nearest to a moment; null when it said nothing within a month of it. */
export function nearestTalk(talks: readonly Talk[]): (leadId: string, at: number) => Talk | null {
  const byLead = Map.groupBy(
    talks.filter(({ verdict }) => verdict !== null),
    ({ leadId }) => leadId,
  );
  return (leadId, at) => {
    const near = (byLead.get(leadId) ?? []).filter((talk) => isSameTalk(talk.at, at));
    return near.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0] ?? null;
  };
}
