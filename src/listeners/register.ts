import type { App } from '@slack/bolt';
import { registerClaim } from './actions/claim.ts';
import { registerMarketing } from './actions/marketing.ts';
import { registerModalButtons } from './actions/open-modals.ts';
import { registerQuickOutcome } from './actions/quick-outcome.ts';
import { registerRejectionReport } from './actions/rejection-report.ts';
import { registerHandoverCommand } from './commands/handover.ts';
import { registerLeadCommand } from './commands/lead.ts';
import type { ListenerDeps } from './deps.ts';
import { registerErrors } from './errors.ts';
import { registerOnce } from './once.ts';
import { registerSubmissions } from './views/submissions.ts';
import { registerTryViews } from './views/try-change.ts';

/** All that Baton listens to. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  registerOnce(app);
  registerClaim(app, deps);
  registerModalButtons(app, deps);
  registerRejectionReport(app, deps);
  registerQuickOutcome(app, deps);
  registerMarketing(app, deps);
  registerSubmissions(app, deps);
  registerTryViews(app, deps);
  registerLeadCommand(app, deps);
  registerHandoverCommand(app, deps);
  registerErrors(app, deps);
}
