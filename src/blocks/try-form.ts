import type { ModalView } from '@slack/types';
import type { Playbook } from '../playbook/schema.ts';
import { VIEWS } from './ids.ts';
import { context, input } from './parts.ts';
import { plain } from './text.ts';

const MOST_POINTS = 1_000; // characters: they travel in the modal's metadata

/** Asks which gates or points to change, to see what that would have done. */
export function buildTryForm({ gates }: Playbook): ModalView {
  const gate = (name: 'fit' | 'interest' | 'readiness', label: string) =>
    input(
      name,
      label,
      { type: 'number_input', is_decimal_allowed: true, initial_value: String(gates[name]) },
      { optional: true },
    );
  return {
    type: 'modal',
    callback_id: VIEWS.tryForm,
    title: plain('Try a change', 24),
    submit: plain('Try', 24),
    close: plain('Cancel', 24),
    blocks: [
      context('Shows what the playbook would have done with the last 30 days. Nothing is changed yet.'),
      gate('fit', 'Least fit'),
      gate('interest', 'Least interest'),
      gate('readiness', 'Least readiness'),
      input(
        'points',
        'Points',
        { type: 'plain_text_input', multiline: true, max_length: MOST_POINTS },
        {
          optional: true,
          hint: 'The points that a term shall have, one a line: role:decision maker +20 or signal:pricing_viewed 15',
        },
      ),
    ],
  };
}
