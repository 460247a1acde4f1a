import type { App } from '@slack/bolt';
import { OUTCOME_ACTIONS } from '../../blocks/ids.ts';
import { logOutcome } from '../../handover/log-outcome.ts';
import { ackAfter } from '../ack-after.ts';
import type { ListenerDeps } from '../deps.ts';
import { type ParsedClick, parseClick, parseOutcomeValue } from '../parse.ts';
import { whisper } from '../whisper.ts';

/** One click on an outcome, in the direct message that asks for it. The message is drawn again with what was logged. */
export function registerQuickOutcome(app: App, deps: ListenerDeps): void {
  for (const actionId of OUTCOME_ACTIONS) {
    app.action(actionId, async ({ ack, body, respond }) => {
      const click = parseClick(body);
      const refusal = await ackAfter(ack, log(deps, click));
      if (refusal) await whisper(respond, click, refusal);
    });
  }
}

async function log(deps: ListenerDeps, { value, userId }: ParsedClick): Promise<string | null> {
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
      return 'You have not claimed this lead any more.';
  }
}
