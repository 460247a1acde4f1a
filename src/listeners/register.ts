import type { App } from '@slack/bolt';
import { CLAIM } from './actions/claim.ts';
import { registerDigest, TASK } from './actions/marketing.ts';
import { registerModalButtons } from './actions/open-modals.ts';
import { QUICK_OUTCOME } from './actions/quick-outcome.ts';
import { REJECTION_REPORT } from './actions/rejection-report.ts';
import { Click, idOfAct, Submission, type Verbs } from './acts/act.ts';
import { doAct } from './acts/do-act.ts';
import { registerHandoverCommand } from './commands/handover.ts';
import { registerLeadCommand } from './commands/lead.ts';
import type { ListenerDeps } from './deps.ts';
import { registerErrors } from './errors.ts';
import { tellLater } from './tell-later.ts';
import { registerOnce } from './once.ts';
import { parseClick } from './parse.ts';
import { FORMS, registerSubmissions } from './views/submissions.ts';
import { registerTryViews } from './views/try-change.ts';

/** Buttons that change something and open nothing. */
const BUTTONS: Verbs<Click> = { ...CLAIM, ...QUICK_OUTCOME, ...REJECTION_REPORT, ...TASK };

/**
 * All that Baton listens to. A click on a button or a submitted modal that changes something is only put down, then
 * acknowledged, and done a moment after: see `workOnActs`.
 */
export function registerListeners(app: App, deps: ListenerDeps): void {
  registerOnce(app, new Set(Object.keys(BUTTONS)));
  // One listener for all of them: Bolt asks each listener about each request.
  app.action(new RegExp(`^(?:${Object.keys(BUTTONS).join('|')})$`), async ({ ack, body }) => {
    const click = parseClick(body);
    await deps.clicks.put(idOfAct(click), click);
    await ack();
  });
  registerModalButtons(app, deps);
  registerDigest(app, deps);
  registerSubmissions(app, deps);
  registerTryViews(app, deps);
  registerLeadCommand(app, deps);
  registerHandoverCommand(app, deps);
  registerErrors(app, deps);
}

/** From now on clicks and submissions that wait are done, and what could not be told is, whichever instance heard them. */
export async function workOnActs(deps: ListenerDeps): Promise<void> {
  await deps.clicks.work((data, settle) => doAct({ ...deps, settle }, BUTTONS, Click.parse(data)));
  const verbs = Object.fromEntries(Object.entries(FORMS).map(([id, { submit }]) => [id, submit]));
  await deps.submissions.work((data, settle) => doAct({ ...deps, settle }, verbs, Submission.parse(data)));
  await deps.tellings.work((data) => tellLater(deps, data));
}
