import { expect, test } from 'vitest';
import type { PastHandover, PastRollback, PastVerdict } from '../../../src/reports/backtest/read-history.ts';
import { verdictsAt } from '../../../src/reports/backtest/verdicts-then.ts';

const DAY_MS = 86_400_000;

function verdict(handoverId: string, more: Partial<PastVerdict> = {}): PastVerdict {
  return {
    handoverId,
    kind: 'rejected',
    teaches: 'negative',
    reasonId: null,
    outcomeId: null,
    features: {},
    at: 0,
    takenBackAt: null,
    countedIn: null,
    said: null,
    ...more,
  };
}

function handover(id: string, closedAt: number | null): PastHandover {
  return { id, leadId: id, companyId: null, channel: 'sales', at: 0, closedAt };
}

/** By the handover's name, which verdicts counted and which were final, so many days after the first. */
function namesAt(
  days: number,
  verdicts: PastVerdict[],
  handovers: PastHandover[] = [],
  rollbacks: PastRollback[] = [],
) {
  const { counted, matured } = verdictsAt(verdicts, handovers, rollbacks)(days * DAY_MS);
  const names = (some: PastVerdict[]) => some.map(({ handoverId }) => handoverId);
  return { counted: names(counted), matured: names(matured) };
}

test('a verdict counts from when it was given to when it was taken back', () => {
  const one = verdict('one', { at: 1 * DAY_MS, takenBackAt: 3 * DAY_MS });
  const counted = [0.9, 1, 2.9, 3].map((days) => namesAt(days, [one]).counted.length);
  expect(counted).toEqual([0, 1, 1, 0]);
});

test('it is final once rejected, closed, or sixty days in conversation', () => {
  const outcome = { kind: 'outcome', teaches: 'positive' };
  const verdicts = [
    verdict('rejected'),
    verdict('wrong time', { teaches: 'timing' }),
    verdict('duplicate', { teaches: 'nothing' }),
    verdict('claimed', { kind: 'claimed' }),
    verdict('closed on the fifth day', outcome),
    verdict('in conversation', outcome),
  ];
  const handovers = [handover('closed on the fifth day', 5 * DAY_MS), handover('in conversation', null)];
  const maturedAt = (days: number) => namesAt(days, verdicts, handovers).matured;
  expect(maturedAt(4.9)).toEqual(['rejected']);
  expect(maturedAt(5)).toEqual(['rejected', 'closed on the fifth day']);
  expect(maturedAt(59.9)).not.toContain('in conversation');
  expect(maturedAt(60)).toEqual(['rejected', 'closed on the fifth day', 'in conversation']);
});

test('a rollback leaves out what was counted behind the version that it restores, until it is undone', () => {
  const verdicts = [
    verdict('before', { countedIn: 2 }),
    verdict('behind', { countedIn: 3, at: 1 * DAY_MS }),
    verdict('after', { countedIn: 5, at: 3 * DAY_MS }),
    verdict('uncounted', { at: 3 * DAY_MS }),
  ];
  const rollbacks = [
    { version: 4, restores: 2, at: 2 * DAY_MS },
    { version: 6, restores: 3, at: 4 * DAY_MS },
  ];
  const at = (days: number) => namesAt(days, verdicts, [], rollbacks);
  expect(at(1.9).counted).toEqual(['before', 'behind']);
  expect(at(2).counted).toEqual(['before']);
  expect(at(3).counted).toEqual(['before', 'after', 'uncounted']);
  expect(at(4).counted).toEqual(['before', 'behind', 'uncounted']);
  // What sales said stays true: calibration goes on with all of it, as the product's does.
  expect(at(3).matured).toEqual(['before', 'behind', 'after', 'uncounted']);
});
