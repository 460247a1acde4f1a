import type { Lesson } from '../playbook/after-handover.ts';
import { fitGroups } from './model/shrinkage.ts';
import type { Model } from './model/model.ts';
import type { Verdict } from './model/online.ts';
import type { Playbook } from '../playbook/schema.ts';
import { priorOfPlaybook } from './playbook-prior.ts';

/** A claim alone says a little: somebody wants to talk. What comes of it replaces it. */
const CLAIM_WEIGHT = 0.3;

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
  return fitGroups(priorOfPlaybook(playbook), verdicts.flatMap(lessonOf), {
    groupOf: (term) => term.slice(0, term.indexOf(':')),
  });
}

/**
 * What a verdict says of readiness: accepted or not, and with what weight; empty when it says nothing of it, as do a
 * snooze, the wrong time, a duplicate and wrong contact details.
 */
export function lessonOf({ kind, teaches, features, at }: StoredVerdict): Verdict[] {
  if (kind === 'snoozed') return [];
  if (kind === 'claimed') return [{ features, accepted: 1, weight: CLAIM_WEIGHT, at }];
  if (SILENT.has(teaches)) return [];
  return [{ features, accepted: teaches === POSITIVE ? 1 : 0, at }];
}

const POSITIVE: Lesson = 'positive';
const SILENT: ReadonlySet<string> = new Set<Lesson>(['nothing', 'timing']);
