import type { ModalView } from '@slack/types';
import type { Lesson } from '../playbook/after-handover.ts';
import type { Assessment } from '../scoring/assessment.ts';
import { VIEWS } from './ids.ts';
import { leadLine } from './lead-line.ts';
import { LIMITS } from './limits.ts';
import { input, option, wordsInput } from './parts.ts';
import type { ModalInput } from './snooze-modal.ts';
import { plain } from './text.ts';
import { signed } from './time-text.ts';

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

/** "Score said +30 for decision maker": the strongest reason for the lead that this rejection contradicts. */
export function contradictedBy(assessment: Assessment, teaches: Lesson): string | null {
  const [strongest] = assessment.reasons
    .filter(({ group, points }) => group === teaches && points >= 0.5 && Number.isFinite(points))
    .sort((one, other) => other.points - one.points);
  if (!strongest) return null;
  const term = strongest.term.slice(strongest.term.indexOf(':') + 1).replaceAll('_', ' ');
  return `Score said ${signed(strongest.points)} for ${term}`;
}
