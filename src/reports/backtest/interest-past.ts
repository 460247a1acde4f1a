import type { Database } from '../../database/open-database.ts';
import type { Playbook } from '../../playbook/schema.ts';
import type { InterestState } from '../../scoring/interest-state.ts';
import { addActivity, emptyInterest, isOutOfOrder } from '../../scoring/interest.ts';
import { type PastActivity, readActivitiesOf } from './read-history.ts';

/** The interest of every lead met so far, as a playbook counts it. */
export interface InterestPast {
  playbook: Playbook;
  of(leadId: string): InterestState;
  take(activity: PastActivity): Promise<void>;
}

/** Folds activities as they come; a lead whose activity comes out of order is folded anew, as ingest does. */
export function createInterestPast(database: Database, playbook: Playbook): InterestPast {
  const states = new Map<string, InterestState>();
  return {
    playbook,
    of: (leadId) => states.get(leadId) ?? emptyInterest(),
    async take(activity) {
      const { leadId, receivedAt } = activity;
      const state = states.get(leadId) ?? emptyInterest();
      states.set(leadId, state);
      if (!isOutOfOrder(state, activity, playbook)) {
        addActivity(state, activity, playbook);
        return;
      }
      const anew = emptyInterest();
      for (const one of await readActivitiesOf(database, leadId, receivedAt))
        addActivity(anew, one, playbook);
      states.set(leadId, anew);
    },
  };
}

/** Whether two playbooks count what leads do alike, so that it need be counted once. */
export function countAlike(a: Playbook, b: Playbook): boolean {
  const said = ({ interest, topics }: Playbook) => JSON.stringify([interest, topics]);
  return said(a) === said(b);
}
