import type { App } from '@slack/bolt';
import { CLAIM } from './actions/claim.ts';
import { registerDigest, TASK } from './actions/marketing.ts';
import { registerModalButtons } from './actions/open-modals.ts';
import { QUICK_OUTCOME } from './actions/quick-outcome.ts';
import { REJECTION_REPORT } from './actions/rejection-report.ts';
import { type ClickVerbs, idOfClick } from './clicks/click.ts';
import { doClick } from './clicks/do-click.ts';
import { registerHandoverCommand } from './commands/handover.ts';
import { registerLeadCommand } from './commands/lead.ts';
import type { ListenerDeps } from './deps.ts';
import { registerErrors } from './errors.ts';
import { registerOnce } from './once.ts';
import { parseClick } from './parse.ts';
import { registerSubmissions } from './views/submissions.ts';
import { registerTryViews } from './views/try-change.ts';

/** Buttons that change something and open nothing: they can be done a moment after they are acknowledged. */
const VERBS: ClickVerbs = { ...CLAIM, ...QUICK_OUTCOME, ...REJECTION_REPORT, ...TASK };

/** All that Baton listens to. A click on one of its buttons is only put down: see `workOnClicks`. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  registerOnce(app);
  // One listener for all of them: Bolt asks each listener about each request.
  app.action(new RegExp(`^(?:${Object.keys(VERBS).join('|')})$`), async ({ ack, body }) => {
    const click = parseClick(body);
    await deps.clicks.put(idOfClick(click), click);
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

/** From now on clicks that wait are done, whichever instance heard them. */
export async function workOnClicks(deps: ListenerDeps): Promise<void> {
  await deps.clicks.work((data, { last, settle }) => doClick({ ...deps, settle }, VERBS, data, last));
}
