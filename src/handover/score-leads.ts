import type { Tx } from '../database/open-database.ts';
import { type AssessedLead, assessLead, readAdjustments } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { asJson, handOver } from './hand-over.ts';
import { type HeldBack, heldBackByLead, heldBackByRoute } from './hold-back.ts';
import { findRoute } from './route.ts';
import { wakeHandover } from './snooze.ts';

const CHUNK = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface TickResult {
  scored: number;
  handedOver: number;
}

/** Scores the leads that changed or fell due, and hands over the best of those that are ready. */
export async function scoreDueLeads(deps: HandoverDeps, now: Date): Promise<TickResult> {
  const result: TickResult = { scored: 0, handedOver: 0 };
  // Each lead at most once a tick, in the order of ids: one that stays due can't hold the tick.
  for (let after = FIRST_ID; ;) {
    const due = await deps.database.prisma.lead.findMany({
      where: { id: { gt: after }, OR: [{ changedAt: { not: null } }, { dueAt: { lte: now } }] },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: CHUNK,
    });
    const ids = due.map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return result;
    after = last;
    const chunk = await scoreLeads(deps, ids, now);
    result.scored += chunk.scored;
    result.handedOver += chunk.handedOver;
  }
}

/** Scores these leads at once: what a hand-raise asks for. */
export async function scoreLeads(deps: HandoverDeps, ids: string[], now: Date): Promise<TickResult> {
  const { prisma } = deps.database;
  const adjustments = await readAdjustments(prisma);
  const leads = await prisma.lead.findMany({ where: { id: { in: ids } }, include: { company: true } });
  const assessed: AssessedLead[] = [];
  for (const lead of leads) assessed.push(await assessLead(deps, prisma, lead, adjustments, now));
  assessed.sort(
    (a, b) =>
      Number(b.assessment.handRaise) - Number(a.assessment.handRaise) ||
      b.assessment.readiness - a.assessment.readiness,
  );
  let handedOver = 0;
  for (const one of assessed) handedOver += Number(await settle(deps, one, now));
  if (handedOver > 0) deps.deliver();
  return { scored: assessed.length, handedOver };
}

/** Hands the lead over or notes why not, and stores its score. True when it was handed over. */
async function settle(deps: HandoverDeps, assessed: AssessedLead, now: Date): Promise<boolean> {
  const { lead, assessment } = assessed;
  const live = await deps.database.prisma.handover.findUnique({ where: { liveLeadId: lead.id } });
  if (live) await wakeIfAsked(deps, live, assessed, now);
  const outcome = await deps.database.prisma.$transaction(async (tx) => {
    const heldBack = live ? null : await decide(deps, tx, assessed, now);
    await tx.lead.update({
      where: { id: lead.id },
      data: {
        readiness: assessment.readiness,
        fit: assessment.fit,
        interestScore: assessment.interest,
        scoredAt: now,
        heldBack:
          heldBack === null || heldBack === 'handed_over' ? { why: [] } : asJson({ why: heldBack.why }),
        dueAt: heldBack === null || heldBack === 'handed_over' ? null : heldBack.until,
      },
    });
    // What arrived while we scored is not lost: only the change that was scored is cleared.
    if (lead.changedAt) {
      await tx.lead.updateMany({
        where: { id: lead.id, changedAt: lead.changedAt },
        data: { changedAt: null },
      });
    }
    return heldBack;
  });
  return outcome === 'handed_over';
}

async function decide(
  deps: HandoverDeps,
  tx: Tx,
  assessed: AssessedLead,
  now: Date,
): Promise<HeldBack | 'handed_over'> {
  const byLead = heldBackByLead(assessed, now);
  if (byLead) return byLead;
  const route = findRoute(deps.playbook, assessed.profile, assessed.assessment);
  if (!route) return { why: ['no route of the playbook holds'], until: null };
  const byRoute = await heldBackByRoute(deps, tx, assessed, route, now);
  if (byRoute) return byRoute;
  await handOver(deps, tx, assessed, route, now);
  return 'handed_over';
}

/** A snoozed card wakes at once when its lead raises a hand after it was put to sleep. */
async function wakeIfAsked(
  deps: HandoverDeps,
  live: { id: string; state: string },
  { assessment }: AssessedLead,
  now: Date,
): Promise<void> {
  if (live.state !== 'snoozed' || !assessment.handRaise || assessment.whyNow?.trigger !== 'asked') return;
  const asleep = await deps.database.prisma.handoverEvent.findFirst({
    where: { handoverId: live.id, event: 'snooze' },
    orderBy: { id: 'desc' },
  });
  if (asleep && assessment.whyNow.at <= asleep.at.getTime()) return;
  await wakeHandover(deps, { handoverId: live.id, why: assessment.whyNow.says, now });
}
