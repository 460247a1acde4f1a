import { FEWEST, type MovedTerm } from '../../blocks/digest.ts';
import { termName } from '../../blocks/term-name.ts';
import type { Playbook } from '../../playbook/schema.ts';
import { learnFrom, lessonsOf, type StoredVerdict } from '../../scoring/lesson.ts';
import { type ModelCalibration, pointsOf } from '../../scoring/model/calibration.ts';
import { weightOf } from '../../scoring/model/model.ts';

const LEAST_MOVE = 1; // point

interface Counted extends StoredVerdict {
  id: string;
}

/**
 * The terms that verdicts moved by a point at least from one log to the next, each resting on FEWEST at least of those
 * by which the logs differ: given, taken back, or left out by a rollback. Points as cards show them.
 */
export function movedTerms(
  playbook: Playbook,
  logs: { before: readonly Counted[]; after: readonly Counted[] },
  calibration: ModelCalibration,
): MovedTerm[] {
  const counts = new Map<string, number>();
  for (const { features } of differing(logs.before, logs.after).flatMap(lessonsOf)) {
    for (const [term, amount] of Object.entries(features))
      if (amount !== 0) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const often = [...counts].filter(([, count]) => count >= FEWEST);
  if (often.length === 0) return [];
  const [before, after] = [learnFrom(playbook, logs.before), learnFrom(playbook, logs.after)];
  return often
    .map(([term, verdicts]) => {
      const now = weightOf(after, term);
      return {
        name: nameOf(term, playbook),
        before: pointsOf(weightOf(before, term).weight, calibration),
        after: pointsOf(now.weight, calibration),
        doubt: pointsOf(now.sd, calibration),
        verdicts,
      };
    })
    .filter((one) => Math.abs(one.after - one.before) >= LEAST_MOVE)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** What only one of two logs has. */
function differing(one: readonly Counted[], other: readonly Counted[]): Counted[] {
  const ids = [one, other].map((log) => new Set(log.map(({ id }) => id)));
  return [...one, ...other].filter(({ id }) => !ids.every((log) => log.has(id)));
}

/** As `termName`, a topic by the name that the playbook gives it. */
function nameOf(term: string, { topics }: Playbook): string {
  const topic = topics.find(({ id }) => term === `topic:${id}`);
  return termName(topic ? `topic:${topic.name}` : term);
}
