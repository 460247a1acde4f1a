import type { LeadWhy } from '../blocks/lead-why.ts';
import { assessLeads } from '../handover/assess-lead.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { briefOf } from '../handover/hand-over.ts';
import { type LoggedVerdict, readCountedLog } from '../handover/verdict-log.ts';
import type { Playbook } from '../playbook/schema.ts';
import { lessonsOf } from '../scoring/lesson.ts';
import { attribute, type Attribution } from '../scoring/model/attribution.ts';
import { basePointsOf, pointsOf } from '../scoring/model/calibration.ts';
import type { Verdict } from '../scoring/model/online.ts';
import { baseOf, cleanAmount, createModel, type Model, weightOf } from '../scoring/model/model.ts';

const MOST_VERDICTS = 3; // named at each term

/** Every term of a lead's score: its points, what the playbook gave it, and which verdicts moved it since. */
export async function explainLead(deps: HandoverDeps, leadId: string, now: Date): Promise<LeadWhy | null> {
  const { prisma } = deps.database;
  const lead = await prisma.lead.findUnique({ where: { id: leadId }, include: { company: true } });
  if (!lead) return null;
  // Only the exact fit of the log can be taken apart by verdict to the last point.
  const { current: playbook } = deps.playbook;
  const { log, learn } = await readCountedLog(deps, now);
  const model = learn(log);
  const lessons = log.flatMap((verdict) => lessonsOf(verdict).map((lesson) => ({ verdict, lesson })));
  const shares = attribute(
    model,
    lessons.map(({ lesson }) => lesson),
  );
  const [assessed] = await assessLeads(deps, prisma, [lead], model, now);
  if (!assessed) return null;
  const { assessment } = assessed;
  return {
    brief: await briefOf(deps, prisma, assessed, now),
    assessment,
    verdicts: new Set(lessons.map(({ verdict }) => verdict)).size,
    terms: assessment.reasons.map((reason) => ({
      ...reason,
      ...historyOf(reason.term, assessment.features, { model, shares, lessons, playbook }),
    })),
  };
}

interface Learned {
  model: Model;
  shares: Attribution;
  lessons: { verdict: LoggedVerdict; lesson: Verdict }[]; // as `shares` has them
  playbook: Playbook;
}

/** What the playbook believed of a term, in points of this lead, and the verdicts that moved it most. */
function historyOf(term: string, features: Record<string, number>, learned: Learned) {
  const { model, shares, lessons, playbook } = learned;
  const isBase = term === 'baseline';
  const amount = isBase ? 1 : cleanAmount(features[term] ?? 0);
  const before = isBase ? baseOf(createModel(model.prior)) : weightOf(model, term).prior;
  const after = isBase ? baseOf(model) : weightOf(model, term).weight;
  const moved = isBase ? shares.base : shares.of(term);
  const inPoints = (logOdds: number) => pointsOf(logOdds * amount, model.calibration);
  // A verdict can teach two lessons, of fit and of timing: it is told once, with what both have moved.
  const shareOf = new Map<LoggedVerdict, number>();
  const had = new Set<LoggedVerdict>();
  for (const [index, { verdict, lesson }] of lessons.entries()) {
    shareOf.set(verdict, (shareOf.get(verdict) ?? 0) + (moved[index] ?? 0));
    if (isBase ? !lesson.alone : (lesson.features[term] ?? 0) !== 0) had.add(verdict);
  }
  const by = [...shareOf]
    .map(([verdict, share]) => ({ verdict, points: inPoints(share) }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST_VERDICTS);
  return {
    believed: isBase ? basePointsOf(before, model.calibration) : inPoints(before),
    moved: inPoints(after - before),
    seen: had.size,
    by: by.map(({ verdict, points }) => ({
      leadName: verdict.leadName,
      said: saidOf(verdict, playbook),
      points,
    })),
  };
}

/** What a rep said, in the playbook's words: "rejected, wrong role or level", "meeting booked", "claimed". */
export function saidOf(
  { kind, reasonId, outcomeId }: Pick<LoggedVerdict, 'kind' | 'reasonId' | 'outcomeId'>,
  { reject_reasons, outcomes }: Playbook,
): string {
  if (kind === 'claimed' || kind === 'snoozed') return kind;
  const label = (list: { id: string; label: string }[], id: string | null) =>
    (list.find((known) => known.id === id)?.label ?? id ?? '').toLowerCase();
  return kind === 'rejected' ? `rejected, ${label(reject_reasons, reasonId)}` : label(outcomes, outcomeId);
}
