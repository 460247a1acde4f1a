import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import { changeHandover } from './change-handover.ts';
import type { HandoverDeps } from './deps.ts';
import { awayOf, keepAway, letBack, readAway } from './keep-away.ts';
import { transact } from './transact.ts';
import { recordVerdict, takeBackVerdicts } from './verdicts.ts';

interface OutcomeInput {
  handoverId: string;
  by: string; // Slack user id
  outcomeId: string; // of the playbook's outcomes
  reasonId: string | null; // where the outcome asks for one
  words: string | null;
  corrects?: boolean; // the outcome that closed it
  now: Date;
}

export type OutcomeResult =
  | { ok: true; handover: Handover }
  | { ok: false; reason: 'unknown_outcome' | 'reason_needed' }
  | { ok: false; reason: 'not_yours'; by: string }
  | { ok: false; reason: 'not_claimed' | 'not_closed' | 'handed_over_since' };

/** The outcome of the playbook in force, if it knows it and has the reason that it asks for. */
export function outcomeOf(
  { outcomes }: Playbook,
  { outcomeId, reasonId }: Pick<OutcomeInput, 'outcomeId' | 'reasonId'>,
) {
  const outcome = outcomes.find(({ id }) => id === outcomeId);
  if (!outcome) return { ok: false, reason: 'unknown_outcome' } as const;
  if (outcome.reasons.length > 0 && !outcome.reasons.includes(reasonId ?? ''))
    return { ok: false, reason: 'reason_needed' } as const;
  return { ok: true, outcome } as const;
}

/**
 * Records what came of a claimed handover, or corrects what came of a closed one. The newest outcome replaces what was
 * said before, and undoes what that kept away.
 */
export async function logOutcome(deps: HandoverDeps, input: OutcomeInput): Promise<OutcomeResult> {
  const { handoverId, by, words, corrects = false, now } = input;
  const found = outcomeOf(deps.playbook.current, input);
  if (!found.ok) return found;
  const { outcome } = found;
  const reasonId = outcome.reasons.length > 0 ? input.reasonId : null;
  const away = awayOf(outcome, now);
  const result = await transact(deps, async (tx, note): Promise<OutcomeResult> => {
    const held = await tx.handover.findUnique({ where: { id: handoverId } });
    const patch = { outcomeId: outcome.id, reasonId, words, verdictBy: by };
    if (held && saysAlready(held, patch)) return { ok: true, handover: held };
    const refused = corrects ? await refuseCorrection(tx, held) : held?.state !== 'claimed' && 'not_claimed';
    if (refused || !held?.claimedBy) return { ok: false, reason: refused || 'not_claimed' };
    if (held.claimedBy !== by) return { ok: false, reason: 'not_yours', by: held.claimedBy };
    const before = await readAway(tx, handoverId);
    const changed = await changeHandover(tx, {
      handoverId,
      event: corrects ? 'correct' : outcome.stays_claimed ? 'outcome' : 'close',
      by,
      now,
      note,
      version: held.version,
      patch,
      details: { outcome: outcome.id, away },
    });
    const { handover } = changed;
    if (!changed.ok || !handover) {
      // The same click, delivered twice at once, is no refusal.
      const isSame = handover && saysAlready(handover, patch);
      return isSame ? { ok: true, handover } : { ok: false, reason: 'not_claimed' };
    }
    await takeBackVerdicts(tx, handoverId, now);
    await recordVerdict(tx, {
      handover,
      kind: 'outcome',
      teaches: outcome.teaches,
      outcomeId: outcome.id,
      reasonId,
      by,
      words,
      now,
    });
    await letBack(tx, handover, before, now);
    if (away) await keepAway(tx, handover, away);
    return { ok: true, handover };
  });
  return result;
}

/** An outcome is corrected only where one ended the handover, and until the lead is with sales again. */
async function refuseCorrection(
  tx: Tx,
  held: Handover | null,
): Promise<'not_closed' | 'handed_over_since' | null> {
  if (held?.state !== 'closed' || !held.outcomeId || held.sameAsId) return 'not_closed';
  const live = await tx.handover.count({ where: { leadId: held.leadId, liveLeadId: { not: null } } });
  return live > 0 ? 'handed_over_since' : null;
}

/** Whether this very outcome was logged; a click brings no words, and takes none away. */
function saysAlready(
  handover: Handover,
  said: Pick<Handover, 'outcomeId' | 'reasonId' | 'words' | 'verdictBy'>,
): boolean {
  const { outcomeId, reasonId, words, verdictBy } = handover;
  return (
    outcomeId === said.outcomeId &&
    reasonId === said.reasonId &&
    verdictBy === said.verdictBy &&
    (said.words === null || words === said.words)
  );
}
