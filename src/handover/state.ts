/** The life of a handover, as one pure table. The database applies it with compare-and-set. */

export type HandoverState = 'queued' | 'open' | 'claimed' | 'snoozed' | 'rejected' | 'expired' | 'closed';

export type HandoverEventName =
  | 'posted'
  | 'claim'
  | 'release'
  | 'snooze'
  | 'wake'
  | 'reject'
  | 'expire'
  | 'outcome' // one after which the talk goes on
  | 'close'
  | 'correct' // the outcome of a closed one: it stays closed
  | 'overturn'
  | 'merge';

const TABLE: Record<HandoverState, Partial<Record<HandoverEventName, HandoverState>>> = {
  queued: { posted: 'open', merge: 'closed' },
  open: { claim: 'claimed', snooze: 'snoozed', reject: 'rejected', expire: 'expired', merge: 'closed' },
  claimed: { release: 'open', reject: 'rejected', outcome: 'claimed', close: 'closed', merge: 'closed' },
  snoozed: { wake: 'open', claim: 'claimed', reject: 'rejected', merge: 'closed' },
  rejected: { overturn: 'queued' },
  expired: {},
  closed: { correct: 'closed' },
};

/** The state after the event, or null when the event is not allowed in this state. */
export function transition(state: HandoverState, event: HandoverEventName): HandoverState | null {
  return TABLE[state][event] ?? null;
}

export const HANDOVER_STATES = Object.keys(TABLE) as HandoverState[];

const LIVE: ReadonlySet<HandoverState> = new Set(['queued', 'open', 'claimed', 'snoozed']);

/** A live handover still needs someone: a lead has at most one. */
export function isLive(state: HandoverState): boolean {
  return LIVE.has(state);
}
