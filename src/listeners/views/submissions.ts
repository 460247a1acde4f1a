import type { App } from '@slack/bolt';
import { VIEWS } from '../../blocks/ids.ts';
import { idOfAct, type Submission } from '../acts/act.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseSubmission } from '../parse.ts';
import type { Form } from './form.ts';
import { CORRECT_OUTCOME, LOG_OUTCOME } from './outcome.ts';
import { REJECT } from './reject.ts';
import { SNOOZE } from './snooze.ts';

/** The modals whose submission changes something, by callback id. */
export const FORMS: Readonly<Record<string, Form>> = {
  [VIEWS.snooze]: SNOOZE,
  [VIEWS.reject]: REJECT,
  [VIEWS.outcome]: LOG_OUTCOME,
  [VIEWS.correction]: CORRECT_OUTCOME,
};

/** What the form alone shows to be wrong is shown at its input; all else is put down, and done once the modal is closed. */
export function registerSubmissions(app: App, deps: ListenerDeps): void {
  for (const [actionId, form] of Object.entries(FORMS)) {
    app.view(actionId, async ({ ack, body }) => {
      const entered = parseSubmission(body);
      const read = form.read(deps, entered);
      if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
      const { userId, triggerId, origin } = entered;
      const submission: Submission = {
        actionId,
        userId,
        triggerId,
        channelId: origin.channel,
        threadTs: null,
        respondTo: null,
        value: read.value,
      };
      await deps.submissions.put(idOfAct(submission), submission);
      await ack();
      return undefined;
    });
  }
}
