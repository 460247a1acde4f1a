import { type LivePlaybook, livePlaybook } from '../src/playbook/live.ts';
import { loadPlaybook } from '../src/playbook/load.ts';

/** The default playbook; throws when it does not load. */
export function defaultPlaybook(): LivePlaybook {
  const loaded = loadPlaybook('playbook.yaml');
  if (!loaded.ok) throw new Error('playbook.yaml does not load');
  return livePlaybook(loaded);
}
