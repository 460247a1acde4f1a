import type { DatabaseChoice } from '../../src/database/open-database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { depsOn } from '../handover/deps.ts';

export const NOW = new Date('2026-03-02T09:00:00Z'); // a Monday, in working hours

/** What one of several instances on a database has, with connections of its own. */
export async function openInstance(choice: DatabaseChoice): Promise<SelectionDeps & AsyncDisposable> {
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  const database = await openDatabase(choice);
  return {
    ...depsOn(database, livePlaybook(loaded)),
    [Symbol.asyncDispose]: () => database.close(),
  };
}

/** What makes so many leads ready, of as many companies unless told; ids begin with `name`. */
export function readyLeads(name: string, count: number, { companies = count } = {}) {
  const batch = Array.from({ length: count }, (_, index) => {
    const lead = {
      email: `lead${index}@${name}${index % companies}.example`,
      name: `Lead ${index}`,
      role: 'VP Finance',
      country: 'DE',
      company: { industry: 'manufacturing', employees: 800 },
      source: { channel: 'linkedin' },
    };
    const content = { url: 'https://ledgerly.example/guides/month-end-close', tags: ['close'] };
    return ['resource_downloaded', 'webinar_attended', 'pricing_viewed'].map((type, at) => ({
      id: `${name}-${index}-${type}`,
      type,
      at: `2026-03-01T0${at}:00:00Z`,
      lead,
      content,
    }));
  }).flat();
  return parseActivities(batch, NOW).activities;
}
