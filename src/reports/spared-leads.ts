import type { Spared } from '../blocks/lesson-note.ts';
import type { AssessedLead } from '../handover/assess-lead.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { type CountedLog, readCountedLog } from '../handover/verdict-log.ts';
import { readReadinessLine } from '../handover/weekly-budget.ts';
import { countByTwoModels } from './waiting-leads.ts';

const MOST_REASONS = 3;

/**
 * What a rep's rejections spared, by reason, most first: waiting leads that the score holds back now and that would
 * pass every gate had this rep never rejected for that reason. Only reasons that spared any.
 */
export async function readSpared(
  deps: HandoverDeps,
  rep: { by: string; counted?: CountedLog; butFor?: string }, // butFor: a handover whose verdict is too new to count
  now: Date,
): Promise<Spared[]> {
  const { current: playbook } = deps.playbook;
  const { log, learn } = rep.counted ?? (await readCountedLog(deps, now));
  const theirs = log.filter(
    ({ kind, by, handoverId }) => kind === 'rejected' && by === rep.by && handoverId !== rep.butFor,
  );
  const byReason = [...Map.groupBy(theirs, ({ reasonId }) => reasonId)]
    .filter(([, verdicts]) => verdicts.some(({ teaches }) => teaches !== 'nothing' && teaches !== 'timing'))
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, MOST_REASONS);
  if (byReason.length === 0) return [];
  const learned = learn(log);
  const line = await readReadinessLine(deps, deps.database.prisma, now);
  const isReady = ({ assessment }: AssessedLead) => assessment.passed && assessment.readiness >= line;
  const spared: Spared[] = [];
  for (const [reasonId, verdicts] of byReason) {
    const without = new Set(verdicts);
    const { count, atLeast } = await countByTwoModels(
      deps,
      { side: 'under', line },
      [learned, learn(log.filter((verdict) => !without.has(verdict)))],
      (said, unsaid) => !isReady(said) && isReady(unsaid),
      now,
    );
    const reason = playbook.reject_reasons.find(({ id }) => id === reasonId)?.label ?? reasonId ?? '';
    if (count > 0) spared.push({ reason, count, atLeast });
  }
  return spared.toSorted((one, other) => other.count - one.count);
}
