import type { ModalView } from '@slack/types';
import type { Playbook } from '../playbook/schema.ts';
import type { CardState } from './card-state.ts';
import { VIEWS } from './ids.ts';
import { leadLine } from './lead-line.ts';
import { LIMITS } from './limits.ts';
import { input, type ModalOrigin, option, wordsInput } from './parts.ts';
import { plain } from './text.ts';

/** Everything a modal is built of. */
export interface ModalInput {
  card: CardState;
  playbook: Playbook;
  origin: ModalOrigin;
  now: Date;
}

/** Asks when the card shall wake. The value of a preset is its place in the playbook. */
export function buildSnoozeModal({ card, origin }: ModalInput): ModalView {
  const options = card.snoozePresets
    .slice(0, LIMITS.radioOptions)
    .map(({ label }, index) => option(inSentence(label), String(index)));
  const [first] = options;
  return {
    type: 'modal',
    callback_id: VIEWS.snooze,
    private_metadata: JSON.stringify(origin),
    title: plain('Snooze', 24),
    submit: plain('Snooze', 24),
    close: plain('Cancel', 24),
    blocks: [
      { type: 'section', text: plain(leadLine(card.brief), LIMITS.header) },
      ...(first
        ? [
            input(
              'preset',
              'Wake it',
              { type: 'radio_buttons' as const, options, initial_option: first },
              { optional: true },
            ),
          ]
        : []),
      input(
        'until',
        'Or at a time of your own',
        { type: 'datetimepicker' },
        {
          optional: true,
          hint: 'This goes before the choice above. The card also wakes at once when the lead asks for us.',
        },
      ),
      input(
        'note',
        'Note to yourself',
        { ...wordsInput(), multiline: false },
        {
          optional: true,
          hint: 'The card shows it, and quotes it when it wakes.',
        },
      ),
    ],
  };
}

/** "next monday 09:00", as playbooks say it, is "Next Monday 09:00". */
function inSentence(label: string): string {
  return label.replaceAll(/^\w|\b\w(?=[a-z]*day\b)/g, (letter) => letter.toUpperCase());
}
