import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';

/** What the verbs of this room work with. */
export interface HandoverDeps {
  database: Database;
  playbook: Playbook;
  playbookHash: string;
  log: Logger;
  /** Says that messages are owed, after the transaction that owes them has committed. */
  deliver(): void;
}

/** Who acts: a person by their Slack user id, or Baton itself (time, a new activity). */
export type Actor = string | null;
