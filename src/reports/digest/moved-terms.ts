import { FEWEST, type MovedTerm } from '../../blocks/digest.ts';
import { termName } from '../../blocks/term-name.ts';
import type { Playbook } from '../../playbook/schema.ts';
import { learnFrom, lessonsOf, type StoredVerdict } from '../../scoring/lesson.ts';
import { weightOf } from '../../scoring/model/model.ts';
import { logOddsToPoints } from '../../scoring/model/prior.ts';

const LEAST_MOVE = 1; // point

/**
 * The terms that the verdicts of a span moved by a point at least, each resting on FEWEST of these verdicts at least.
 * `log` is all that was said until the end of the span.
 */
export function movedTerms(playbook: Playbook, log: readonly StoredVerdict[], from: number): MovedTerm[] {
  const fresh = log.filter(({ at }) => at >= from).flatMap(lessonsOf);
  const counts = new Map<string, number>();
  for (const { features } of fresh) {
    for (const [term, amount] of Object.entries(features))
      if (amount !== 0) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const often = [...counts].filter(([, count]) => count >= FEWEST);
  if (often.length === 0) return [];
  const before = learnFrom(
    playbook,
    log.filter(({ at }) => at < from),
  );
  const after = learnFrom(playbook, log);
  return often
    .map(([term, verdicts]) => {
      const now = weightOf(after, term);
      return {
        name: nameOf(term, playbook),
        before: logOddsToPoints(weightOf(before, term).weight),
        after: logOddsToPoints(now.weight),
        doubt: logOddsToPoints(now.sd),
        verdicts,
      };
    })
    .filter((one) => Math.abs(one.after - one.before) >= LEAST_MOVE)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** As `termName`, a topic by the name that the playbook gives it. */
function nameOf(term: string, { topics }: Playbook): string {
  const topic = topics.find(({ id }) => term === `topic:${id}`);
  return termName(topic ? `topic:${topic.name}` : term);
}
