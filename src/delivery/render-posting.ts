import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { buildHandoverCard } from '../blocks/handover-card.ts';
import { buildProgressNote } from '../blocks/progress-note.ts';
import { contradictedBy } from '../blocks/reasons.ts';
import { buildRejectionReport } from '../blocks/rejection-report.ts';
import type { Handover, Posting } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import { cardStateOf } from './card-state.ts';

export interface Rendering {
  text: string;
  blocks: KnownBlock[];
}

const Resolution = z.object({ says: z.string(), by: z.string() }).nullable();

/** Draws the message from the present state of what it is about. */
export async function renderPosting(
  tx: Tx,
  playbook: Playbook,
  posting: Posting & { handover: Handover | null },
): Promise<Rendering> {
  const { handover } = posting;
  if (!handover) throw new Error(`a posting of the kind ${posting.kind} needs a handover`);
  const state = cardStateOf(handover, playbook);
  if (posting.kind === 'card') return buildHandoverCard(state);
  if (posting.kind === 'progress') return buildProgressNote(state);
  const verdict = await tx.verdict.findFirst({
    where: { handoverId: handover.id, kind: 'rejected' },
    orderBy: { at: 'desc' },
  });
  const reason = playbook.reject_reasons.find(({ id }) => id === verdict?.reasonId);
  return buildRejectionReport({
    handoverId: handover.id,
    leadName: state.brief.leadName,
    company: state.brief.fields.organisation?.text ?? null,
    reason: reason?.label ?? '',
    words: verdict?.words ?? null,
    by: verdict?.by ?? '',
    source: state.brief.fields.source?.text ?? null,
    content: [...new Set(state.brief.timeline.map(({ says }) => says))].slice(0, 8),
    contradicted: reason ? contradictedBy(state.assessment, reason.teaches) : null,
    channel: handover.channel,
    resolution: Resolution.parse(posting.details),
  });
}
