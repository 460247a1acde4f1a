import type { Handover } from '../database/generated/client.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Span } from '../playbook/duration.ts';
import { addWorkingTime, calendarOfChannel } from './working-time.ts';

/** What is promised of a handover: in the order in which it may be kept while its state lasts. */
export const PROMISES = ['wake', 'nudge', 'escalate', 'expire', 'ask', 'lapse'] as const;
export type PromiseName = (typeof PROMISES)[number];

export interface Promised {
  name: PromiseName;
  at: Date;
}

/** What of a handover its promises follow from. */
export type Timed = Pick<
  Handover,
  | 'channel'
  | 'state'
  | 'waitingSince'
  | 'openedAt'
  | 'createdAt'
  | 'claimedAt'
  | 'outcomeId'
  | 'snoozedUntil'
  | 'keptPromise'
>;

/** The promise that is to be kept next, if the handover stays as it is; null when there is none. */
export function nextPromise(handover: Timed, playbook: Playbook): Promised | null {
  return openPromises(handover, playbook)[0] ?? null;
}

/**
 * What is to be done now. Of several promises that fell due together, while Baton was down or because a clock was set,
 * it is the last: who hears that a card has expired needs no reminder of it.
 */
export function duePromise(handover: Timed, playbook: Playbook, now: Date): Promised | null {
  return openPromises(handover, playbook).findLast(({ at }) => at <= now) ?? null;
}

/** All promises of the present state that were not kept yet, the soonest first. */
function openPromises(handover: Timed, playbook: Playbook): Promised[] {
  const levels = playbook.service_levels;
  const kept = PROMISES.findIndex((name) => name === handover.keptPromise);
  const calendar = calendarOfChannel(playbook, handover.channel);
  const after = (since: Date, name: PromiseName, span: Span | undefined): Promised[] => {
    if (!span || PROMISES.indexOf(name) <= kept) return [];
    const at = addWorkingTime(calendar, since, span);
    return at ? [{ name, at }] : [];
  };
  const { state, snoozedUntil, claimedAt } = handover;
  if (state === 'snoozed' && snoozedUntil) return [{ name: 'wake', at: snoozedUntil }];
  if (state === 'open') {
    const since = handover.waitingSince ?? handover.openedAt ?? handover.createdAt;
    return inOrder([
      ...after(since, 'nudge', levels.nudge_after),
      ...after(since, 'escalate', levels.escalate_to ? levels.escalate_after : undefined),
      ...after(since, 'expire', levels.expire_after),
    ]);
  }
  if (state === 'claimed' && claimedAt && !handover.outcomeId) {
    return inOrder([
      ...after(claimedAt, 'ask', levels.outcome_due_after),
      ...after(claimedAt, 'lapse', levels.release_after),
    ]);
  }
  return [];
}

function inOrder(promises: Promised[]): Promised[] {
  return promises.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
