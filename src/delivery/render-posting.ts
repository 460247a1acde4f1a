import { z } from 'zod';
import { buildHandoverCard } from '../blocks/handover-card.ts';
import type { Message } from '../blocks/parts.ts';
import { buildPlainCard, buildPlainNote } from '../blocks/plain-message.ts';
import { buildPlaybookNote } from '../blocks/playbook-note.ts';
import { buildProgressNote } from '../blocks/progress-note.ts';
import { contradictedBy } from '../blocks/reasons.ts';
import { buildRejectionReport } from '../blocks/rejection-report.ts';
import { buildAgainNote, buildDirectTalkNote, buildSameNote, buildTalkNote } from '../blocks/thread-notes.ts';
import { buildTroubleNote } from '../blocks/trouble-note.ts';
import type { Handover, Posting } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import { readCardState } from './card-state.ts';
import type { Handles } from './handles.ts';
import { renderDigest } from './render-digest.ts';
import { renderPromise } from './render-promise.ts';
import { renderTask } from './render-task.ts';

const Again = z.object({ by: z.string(), reason: z.string() });
const Talk = z.object({ by: z.string(), rep: z.string(), channel: z.string().default('') });
const Same = z.object({
  rep: z.string(),
  other: z.object({ leadName: z.string(), channel: z.string(), by: z.string() }),
});
const Trouble = z.object({ channel: z.string(), error: z.string(), mended: z.boolean() });
const PlaybookChange = z.object({ by: z.string(), says: z.string() });
const Resolution = z.object({ says: z.string(), by: z.string() }).nullable();

/** Draws the message from the present state of what it is about. */
export async function renderPosting(
  tx: Tx,
  playbook: Playbook,
  posting: Posting & { handover: Handover | null },
  handles: Handles,
): Promise<Message> {
  if (posting.kind === 'digest') return renderDigest(tx, posting);
  if (posting.kind === 'task') return renderTask(tx, playbook, posting);
  const { handover } = posting;
  if (posting.kind === 'trouble') return buildTroubleNote(Trouble.parse(posting.details));
  if (posting.kind === 'playbook') return buildPlaybookNote(PlaybookChange.parse(posting.details));
  if (!handover) throw new Error(`a posting of the kind ${posting.kind} needs a handover`);
  const state = await readCardState(tx, playbook, handover);
  if (posting.kind === 'card') return buildHandoverCard(state);
  if (posting.kind === 'progress') return buildProgressNote(state);
  const promised = await renderPromise({ ...posting, handover }, state, playbook, handles);
  if (promised) return promised;
  const whom = {
    leadName: state.brief.leadName,
    company: state.brief.fields.organisation?.text ?? null,
  };
  if (posting.kind === 'again') return buildAgainNote({ ...whom, ...Again.parse(posting.details) });
  if (posting.kind === 'talk') {
    const talk = Talk.parse(posting.details);
    return posting.hostKey ? buildTalkNote({ ...whom, ...talk }) : buildDirectTalkNote({ ...whom, ...talk });
  }
  if (posting.kind === 'same') return buildSameNote({ ...whom, ...Same.parse(posting.details) });
  const verdict = await tx.verdict.findFirst({
    where: { handoverId: handover.id, kind: 'rejected' },
    orderBy: { at: 'desc' },
  });
  const reason = playbook.reject_reasons.find(({ id }) => id === verdict?.reasonId);
  return buildRejectionReport({
    handoverId: handover.id,
    ...whom,
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

/** The same message so that it is sure to fit, when Slack refused what we drew. */
export function renderPlainly(posting: Posting & { handover: Handover | null }, drawn: Message): Message {
  const { kind, handover } = posting;
  if (kind !== 'card' || !handover) return buildPlainNote(drawn);
  const isOpen = handover.state === 'queued' || handover.state === 'open' || handover.state === 'snoozed';
  return buildPlainCard(drawn, { handoverId: handover.id, isOpen });
}
