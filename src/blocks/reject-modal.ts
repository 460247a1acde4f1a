import type { ModalView } from '@slack/types';
import { VIEWS } from './ids.ts';
import { leadLine } from './lead-line.ts';
import { LIMITS } from './limits.ts';
import { input, option, wordsInput } from './parts.ts';
import { contradictedBy } from './reasons.ts';
import type { ModalInput } from './snooze-modal.ts';
import { plain } from './text.ts';

/** Asks why, and names beside each reason what the score had said to the contrary. */
export function buildRejectModal({ card, playbook, origin }: ModalInput): ModalView {
  const options = playbook.reject_reasons
    .slice(0, LIMITS.selectOptions)
    .map(({ id, label, teaches }) => option(label, id, contradictedBy(card.assessment, teaches)));
  return {
    type: 'modal',
    callback_id: VIEWS.reject,
    private_metadata: JSON.stringify(origin),
    title: plain('Reject', 24),
    submit: plain('Reject', 24),
    close: plain('Cancel', 24),
    blocks: [
      { type: 'section', text: plain(leadLine(card.brief), LIMITS.header) },
      input('reason', 'Why is it not for you?', {
        type: 'static_select',
        options,
        placeholder: plain('Choose a reason', LIMITS.label),
      }),
      input('words', 'What would have made it good?', wordsInput(), {
        optional: true,
        hint: 'Marketing reads this, and the score learns from your reason.',
      }),
    ],
  };
}
