import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  HANDOVER_STATES,
  type HandoverEventName,
  type HandoverState,
  isLive,
  transition,
} from '../../src/handover/state.ts';

const EVENTS: HandoverEventName[] = [
  'posted',
  'claim',
  'release',
  'snooze',
  'wake',
  'reject',
  'expire',
  'outcome',
  'close',
  'correct',
  'overturn',
  'merge',
];
const ALLOWED = [
  'queued posted open',
  'open claim claimed',
  'open snooze snoozed',
  'open reject rejected',
  'open expire expired',
  'claimed release open',
  'claimed reject rejected',
  'claimed outcome claimed',
  'claimed close closed',
  'closed correct closed',
  'snoozed wake open',
  'snoozed claim claimed',
  'snoozed reject rejected',
  'rejected overturn queued',
  'queued merge closed',
  'open merge closed',
  'claimed merge closed',
  'snoozed merge closed',
];

test('only the agreed changes of state are allowed', () => {
  const found = HANDOVER_STATES.flatMap((state) =>
    EVENTS.flatMap((event) => {
      const to = transition(state, event);
      return to ? [`${state} ${event} ${to}`] : [];
    }),
  );
  expect(found.toSorted()).toEqual(ALLOWED.toSorted());
});

test('whatever happens in whatever order, a handover comes back to life only by being overturned', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
      let state: HandoverState = 'queued';
      for (const event of events) {
        const next: HandoverState = transition(state, event) ?? state;
        const comesBack = !isLive(state) && isLive(next);
        if (!HANDOVER_STATES.includes(next) || (comesBack && event !== 'overturn')) return false;
        state = next;
      }
      return true;
    }),
  );
});
