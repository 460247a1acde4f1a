import type { Lesson } from '../playbook/after-handover.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Model } from './model/model.ts';
import { learn, type Verdict } from './model/online.ts';
import { fitGroups } from './model/shrinkage.ts';
import { priorOfPlaybook } from './playbook-prior.ts';
import { isTimingTerm, TIMING_BASE } from './terms.ts';

/** A claim alone, or a snooze, says a little. What comes of it replaces the claim. */
const WEAK = 0.3;

export interface StoredVerdict {
  kind: string; // claimed, snoozed, rejected, outcome
  teaches: string;
  features: Readonly<Record<string, number>>; // as they were at handover
  at: number; // epoch milliseconds
}

/**
 * The model that the playbook and all verdicts together make: the exact fit, so that it depends on no order, and a
 * verdict that was taken back is as if it had never been.
 */
export function learnFrom(playbook: Playbook, verdicts: readonly StoredVerdict[]): Model {
  return fitGroups(priorOfPlaybook(playbook), verdicts.flatMap(lessonsOf), {
    groupOf: (term) => (term === TIMING_BASE ? term : term.slice(0, term.indexOf(':'))),
  });
}

/** The model with one more verdict: the online step, near the exact fit. The given model stays as it is. */
export function learnOneMore(model: Model, verdict: StoredVerdict): Model {
  const next = structuredClone(model);
  for (const lesson of lessonsOf(verdict)) learn(next, lesson);
  return next;
}

/** What a verdict says, and with what weight; empty when it says nothing, as do a duplicate and wrong details. */
export function lessonsOf(verdict: StoredVerdict): Verdict[] {
  const [accepted, weight] = meaningOf(verdict);
  const { features, at } = verdict;
  const entries = Object.entries(features);
  const ofTiming = entries.filter(([term]) => isTimingTerm(term));
  const lessons: Verdict[] = [];
  if (accepted !== 'too early') {
    const ofFit = Object.fromEntries(entries.filter(([term]) => !isTimingTerm(term)));
    lessons.push({ features: ofFit, accepted, weight, at });
  }
  // Whether the time was right is learned apart, by terms that no other lesson has: it moves nothing of fit.
  if (accepted !== 0 && ofTiming.length > 0) {
    const alone = { ...Object.fromEntries(ofTiming), [TIMING_BASE]: 1 };
    lessons.push({ features: alone, accepted: accepted === 1 ? 1 : 0, weight, at, alone: true });
  }
  return weight === 0 ? [] : lessons;
}

/** A lead was good (1), was not (0), or came at the wrong time; with the weight of it. */
function meaningOf({ kind, teaches }: StoredVerdict): [accepted: 1 | 0 | 'too early', weight: number] {
  if (kind === 'snoozed') return ['too early', WEAK];
  if (kind === 'claimed') return [1, WEAK];
  if (teaches === ('nothing' satisfies Lesson)) return [0, 0];
  if (teaches === ('timing' satisfies Lesson)) return ['too early', 1];
  return [teaches === ('positive' satisfies Lesson) ? 1 : 0, 1];
}
