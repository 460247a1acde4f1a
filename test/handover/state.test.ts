import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HANDOVER_STATES, type HandoverEventName, isLive, transition } from '../../src/handover/state.ts';

const EVENTS: HandoverEventName[] = [
  'posted',
  'claim',
  'release',
  'snooze',
  'wake',
  'reject',
  'expire',
  'close',
  'overturn',
];
const ALLOWED = [
  'queued posted open',
  'open claim claimed',
  'open snooze snoozed',
  'open reject rejected',
  'open expire expired',
  'claimed release open',
  'claimed reject rejected',
  'claimed close closed',
  'snoozed wake open',
  'snoozed claim claimed',
  'snoozed reject rejected',
  'rejected overturn queued',
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

test('whatever happens in whatever order, a handover is in a known state, and comes back only by being overturned', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
      let state = HANDOVER_STATES[0] ?? 'queued';
      for (const event of events) {
        const next = transition(state, event);
        if (!next) continue;
        expect(HANDOVER_STATES).toContain(next);
        if (!isLive(state) && isLive(next)) expect(event).toBe('overturn');
        state = next;
      }
    }),
  );
});
