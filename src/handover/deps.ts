import type { Logger } from 'pino';
import type { Handover } from '../database/generated/client.ts';
import type { Database, Tx } from '../database/open-database.ts';
import type { LivePlaybook } from '../playbook/live.ts';
import type { HandoverEventName } from './state.ts';

/** What the verbs of this room work with. */
export interface HandoverDeps {
  database: Database;
  playbook: LivePlaybook;
  log: Logger;
  /** Says that messages are owed, after the transaction that owes them has committed. */
  deliver(): void;
  /** Hears of a handover that was made or changed, after the transaction that did it has committed. */
  changed(change: HandoverChange): void;
  /** Of what may come again, such as a click that an instance died at: settles it with what it changes, so that it acts once. */
  settle?: Settle;
}

/** Called last in the transaction that changes something; what it throws undoes that. */
export type Settle = (tx: Tx) => Promise<void>;

export interface HandoverChange {
  event: HandoverEventName | 'handed_over';
  handover: Handover; // as it is now
  /** Of a new handover: the requests that brought the activities which its brief rests on, the newest first. */
  traces?: string[];
}

/** Who acts: a person by their Slack user id, or Baton itself (time, a new activity). */
export type Actor = string | null;
