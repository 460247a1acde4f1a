import type { KnownBlock, ModalView } from '@slack/types';
import type { Playbook } from '../playbook/schema.ts';
import { VIEWS } from './ids.ts';
import { leadLine } from './lead-line.ts';
import { LIMITS } from './limits.ts';
import { context, input, option, wordsInput } from './parts.ts';
import type { ModalInput } from './snooze-modal.ts';
import { stateLines } from './state-line.ts';
import { plain } from './text.ts';

/** Asks what came of it after contact; of a closed handover, what really did. */
export function buildOutcomeModal({ card, playbook, origin }: ModalInput): ModalView {
  const corrects = card.state === 'closed';
  const options = playbook.outcomes.slice(0, LIMITS.selectOptions).map(({ id, label }) => option(label, id));
  return {
    type: 'modal',
    callback_id: corrects ? VIEWS.correction : VIEWS.outcome,
    private_metadata: JSON.stringify(origin),
    title: plain(corrects ? 'Correct outcome' : 'Log outcome', 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks: [
      { type: 'section', text: plain(leadLine(card.brief), LIMITS.header) },
      ...(corrects ? stateLines(card).map(context) : []),
      input('outcome', 'What came of it?', {
        type: 'static_select',
        options,
        placeholder: plain('Choose an outcome', LIMITS.label),
      }),
      ...reasonInput(playbook),
      input('words', 'Anything to remember?', wordsInput(), { optional: true }),
    ],
  };
}

function reasonInput(playbook: Playbook): KnownBlock[] {
  const asking = playbook.outcomes.filter(({ reasons }) => reasons.length > 0);
  const ids = [...new Set(asking.flatMap(({ reasons }) => reasons))].slice(0, LIMITS.selectOptions);
  if (ids.length === 0) return [];
  const options = ids.map((id) => option(labelOf(playbook, id), id));
  const hint = `Needed for: ${asking.map(({ label }) => label).join(', ')}`;
  const placeholder = plain('Choose a reason', LIMITS.label);
  return [input('reason', 'Why?', { type: 'static_select', options, placeholder }, { optional: true, hint })];
}

function labelOf(playbook: Playbook, id: string): string {
  return playbook.reject_reasons.find((reason) => reason.id === id)?.label ?? id.replaceAll(/[_-]/g, ' ');
}
