import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import type { LivePlaybook } from '../playbook/live.ts';

/** What the verbs of this room work with. */
export interface HandoverDeps {
  database: Database;
  playbook: LivePlaybook;
  log: Logger;
  /** Says that messages are owed, after the transaction that owes them has committed. */
  deliver(): void;
}

/** Who acts: a person by their Slack user id, or Baton itself (time, a new activity). */
export type Actor = string | null;
