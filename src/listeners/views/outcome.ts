import { z } from 'zod';
import { INPUTS } from '../../blocks/ids.ts';
import { logOutcome, type OutcomeResult, outcomeOf } from '../../handover/log-outcome.ts';
import { createForm, type Form } from './form.ts';

export const LOG_OUTCOME = outcomeForm(false);
export const CORRECT_OUTCOME = outcomeForm(true);

function outcomeForm(corrects: boolean): Form {
  return createForm({
    Value: z.object({
      handoverId: z.uuid(),
      outcomeId: z.string(),
      reasonId: z.string().nullable(),
      words: z.string().nullable(),
    }),
    read({ playbook }, { origin, text, choice }) {
      const said = { outcomeId: choice('outcome') ?? '', reasonId: choice('reason') };
      const outcome = outcomeOf(playbook.current, said);
      if (outcome.ok) return { value: { ...said, handoverId: origin.handoverId, words: text('words') } };
      const input = outcome.reason === 'reason_needed' ? INPUTS.reason : INPUTS.outcome;
      return { errors: { [input]: REFUSALS[outcome.reason] } };
    },
    async submit(deps, value, by) {
      const result = await logOutcome(deps, { ...value, by, corrects, now: deps.now() });
      return result.ok ? null : REFUSALS[result.reason];
    },
  });
}

const REFUSALS: Record<Extract<OutcomeResult, { ok: false }>['reason'], string> = {
  unknown_outcome: 'Choose what came of it.',
  reason_needed: 'Choose why it was disqualified.',
  not_yours: 'Only the rep who claimed this lead can log its outcome.',
  not_claimed: 'This lead is not claimed any more.',
  not_closed: 'This handover did not end with an outcome.',
  handed_over_since: 'This lead was handed over again since: log what came of it on its new card.',
};
