import { spanMs } from '../playbook/duration.ts';
import { dropMonths, makeMonths } from './activity-months.ts';
import { forgetLeads } from './forget-leads.ts';
import type { IngestDeps } from './store-activities.ts';

/** What each day asks of what is kept: partitions ahead, and what the playbook's `retention` says is to go. */
export async function keepRetention(deps: IngestDeps, now: Date): Promise<void> {
  const { activities, leads_without_activity } = deps.playbook.current.retention;
  await makeMonths(deps.database, now);
  await dropMonths(deps.database, new Date(now.getTime() - spanMs(activities)));
  const forgotten = await forgetLeads(
    deps.database,
    new Date(now.getTime() - spanMs(leads_without_activity)),
  );
  if (forgotten.deleted + forgotten.nameless > 0)
    deps.log.info(forgotten, 'leads without activity were forgotten');
}
