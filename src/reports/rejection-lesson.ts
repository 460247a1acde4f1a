import type { RejectionLesson } from '../blocks/lesson-note.ts';
import type { Handover } from '../database/generated/client.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { readCountedLog } from '../handover/verdict-log.ts';
import { readReadinessLine } from '../handover/weekly-budget.ts';
import type { Assessment } from '../scoring/assessment.ts';
import { pointsOf } from '../scoring/model/calibration.ts';
import { type Model, weightOf } from '../scoring/model/model.ts';
import { groupOf } from '../scoring/terms.ts';
import { readSpared } from './spared-leads.ts';
import { countByTwoModels } from './waiting-leads.ts';

const MOST_TERMS = 3;

/**
 * What the rejection of this handover taught: the terms that it moved, and how many waiting leads are no longer ready
 * by it; and what the rep's earlier ones spared. Null when the rejection is no more.
 */
export async function explainRejection(
  deps: HandoverDeps,
  handover: Handover,
  now: Date,
): Promise<RejectionLesson | null> {
  const { current: playbook } = deps.playbook;
  const counted = await readCountedLog(deps, now);
  const { log, learn } = counted;
  const verdict = log.find(({ kind, handoverId }) => kind === 'rejected' && handoverId === handover.id);
  const reason = playbook.reject_reasons.find(({ id }) => id === verdict?.reasonId);
  if (!verdict || !reason) return null;
  const spared = await readSpared(deps, { by: verdict.by, counted, butFor: handover.id }, now);
  const common = { reason: reason.label, spared: spared[0] ?? null };
  if (reason.teaches === 'nothing' || reason.teaches === 'timing') {
    const lead = await deps.database.prisma.lead.findUnique({ where: { id: handover.leadId } });
    return {
      ...common,
      taught: null,
      exclude: reason.exclude ?? null,
      backAt: lead?.recycleAt?.getTime() ?? null,
    };
  }
  const before = learn(log.filter((one) => one !== verdict));
  const after = learn(log);
  const line = await readReadinessLine(deps, deps.database.prisma, now);
  const fallen = await countByTwoModels(
    deps,
    { side: 'over', line },
    [before, after],
    (was, is) =>
      isWaiting(was.assessment) && was.assessment.readiness >= line && is.assessment.readiness < line,
    now,
  );
  return {
    ...common,
    taught: { terms: movedTerms(verdict.features, before, after, reason.teaches), fallen },
  };
}

/** Whether a lead waits for its turn, or for facts alone: not one whose news was told already. */
function isWaiting({ gates }: Assessment): boolean {
  return gates.every(({ gate, passed }) => passed || gate === 'context');
}

/** The terms of a lead that moved most, those that the reason is about first. */
function movedTerms(
  features: Readonly<Record<string, number>>,
  before: Model,
  after: Model,
  teaches: string,
) {
  const pointsIn = (model: Model, term: string) => pointsOf(weightOf(model, term).weight, model.calibration);
  return Object.keys(features)
    .map((term) => ({ term, before: pointsIn(before, term), after: pointsIn(after, term) }))
    .filter((one) => Math.abs(one.after - one.before) >= 0.05)
    .sort(
      (a, b) =>
        Number(groupOf(b.term) === teaches) - Number(groupOf(a.term) === teaches) ||
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before),
    )
    .slice(0, MOST_TERMS);
}
