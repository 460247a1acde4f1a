import type { ModalView } from '@slack/types';
import { VIEWS } from './ids.ts';
import { evidenceBlocks } from './evidence.ts';
import { leadLine, readinessLine } from './lead-line.ts';
import { header, section } from './parts.ts';
import type { ModalInput } from './snooze-modal.ts';
import { plain } from './text.ts';

/** Everything that was known at handover, with what each statement rests on. */
export function buildBriefModal({ card, origin }: ModalInput): ModalView {
  return {
    type: 'modal',
    callback_id: VIEWS.brief,
    private_metadata: JSON.stringify(origin),
    title: plain('Full brief', 24),
    close: plain('Close', 24),
    blocks: [
      header(leadLine(card.brief)),
      section(readinessLine(card.assessment, card.handRaise)),
      ...evidenceBlocks(card.brief, card.assessment, card.timezone),
    ],
  };
}
