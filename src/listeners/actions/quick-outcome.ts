import { OUTCOME_ACTIONS } from '../../blocks/ids.ts';
import { logOutcome } from '../../handover/log-outcome.ts';
import type { Click, Verbs } from '../acts/act.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseOutcomeValue } from '../parse.ts';

/** One click on an outcome, in the direct message that asks for it. The message is drawn again with what was logged. */
export const QUICK_OUTCOME: Verbs<Click> = Object.fromEntries(OUTCOME_ACTIONS.map((id) => [id, log]));

async function log(deps: ListenerDeps, { value, userId }: Click): Promise<string | null> {
  const result = await logOutcome(deps, {
    ...parseOutcomeValue(value),
    by: userId,
    reasonId: null,
    words: null,
    now: deps.now(),
  });
  if (result.ok) return null;
  switch (result.reason) {
    case 'unknown_outcome':
    case 'reason_needed':
      return 'The playbook has changed since: choose *More...* and log what came of it there.';
    case 'not_yours':
      return `Only <@${result.by}>, who has claimed this lead, can log its outcome.`;
    case 'not_claimed':
    case 'not_closed':
    case 'handed_over_since':
      return 'You have not claimed this lead any more.';
  }
}
