import { pino } from 'pino';
import type { Database } from '../../src/database/open-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { type LivePlaybook, livePlaybook } from '../../src/playbook/live.ts';
import type { Playbook } from '../../src/playbook/schema.ts';
import { examplePlaybook } from '../scoring/example.ts';

/** What handing over needs, on a database, where nobody else hears of it. */
export function depsOn(database: Database, playbook: LivePlaybook): SelectionDeps {
  return {
    database,
    playbook,
    log: pino({ level: 'silent' }),
    deliver: () => {},
    changed: () => {},
    repsOf: async () => null,
  };
}

/** The same by the example's playbook, with these changes and one channel. */
export function oneChannelDeps(database: Database, changes: Partial<Playbook> = {}): SelectionDeps {
  const current = { ...examplePlaybook(), routes: [{ channel: 'sales' }], ...changes };
  return depsOn(database, livePlaybook({ playbook: current, hash: 'one' }));
}
