import type { Database, Tx } from '../database/open-database.ts';
import { type Contender, gateForBudget } from '../scoring/budget.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import type { HeldBack } from './hold-back.ts';
import { weekAround } from './working-time.ts';

const WEEKS = 4; // that say what is to come
const WEEK_MS = 7 * 86_400_000;
const AGAIN_MS = 3_600_000; // the gate falls as the week goes by

/** A lead that passed the playbook's gates, and the card in whose thread it would be told. */
export interface Asking {
  assessed: AssessedLead;
  host: object | null;
}

/** The readiness gate in force for a lead, and what it is held back by. */
export interface GateInForce {
  readinessGate: number;
  /** How it came to be other than the playbook's; null when it is not. */
  raised: string | null;
  heldBack: HeldBack | null;
}

/**
 * Notes that these leads passed the playbook's gates, and says which readiness each needs so that sales gets what it can
 * work in a week and no more: by what is left of the week's places, who waits for them, and who came in the same part
 * of the last four weeks. Those with a host are not noted: what is told in the thread of another card takes no place of
 * the week. The caller holds the lock under which handovers are decided.
 */
export async function readGatesInForce(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  asking: readonly Asking[],
  now: Date,
): Promise<(one: Asking) => GateInForce> {
  const { weekly_budget: budget, gates, hand_raise_ignores: ignored, timezone } = deps.playbook.current;
  const floor = gates.readiness;
  const open = { readinessGate: floor, raised: null, heldBack: null };
  const candidates = asking.filter(({ host }) => !host);
  if (budget === undefined || candidates.length === 0) return () => open;
  const week = weekAround(now, timezone);
  await noteCandidates(tx, week.start, candidates, now);
  const left = budget - (await countCards(tx, week.start));
  const gate = gateForBudget(floor, left, await readContenders(tx, week, floor, now));
  const again = new Date(Math.min(now.getTime() + AGAIN_MS, week.end.getTime()));
  return ({ assessed: { assessment }, host }) => {
    if (host || (assessment.handRaise && ignored.includes('weekly_budget'))) return open;
    if (gate === null) {
      const why = `sales has had its ${budget} handovers of the week`;
      return { readinessGate: 100, raised: why, heldBack: { why: [why], by: 'budget', until: week.end } };
    }
    const raised = gate > floor ? `raised from ${floor} to keep to ${budget} handovers a week` : null;
    const { readiness } = assessment;
    if (readiness >= gate) return { readinessGate: gate, raised, heldBack: null };
    const why = `readiness ${Math.round(readiness)} is below ${Math.round(gate)}, ${raised}`;
    return { readinessGate: gate, raised, heldBack: { why: [why], by: 'budget', until: again } };
  };
}

/** One that has become another lead meanwhile is left out. */
async function noteCandidates(tx: Tx, week: Date, candidates: readonly Asking[], now: Date): Promise<void> {
  const rows = candidates.map(({ assessed: { lead, assessment } }) => ({
    id: lead.id,
    readiness: assessment.readiness,
  }));
  await tx.$executeRaw`
    INSERT INTO "Candidate" (week, "leadId", readiness, at)
    SELECT ${week}, l.id, c.readiness, ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS c(id uuid, readiness float8) JOIN "Lead" l USING (id)
    ORDER BY l.id FOR KEY SHARE OF l
    ON CONFLICT (week, "leadId") DO UPDATE SET readiness = EXCLUDED.readiness`;
}

/** The readiness that a waiting lead needs now: the playbook's, or what the budget raised it to while places are left. */
export async function readReadinessLine(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  now: Date,
): Promise<number> {
  return (await readLines(deps, tx, now))(null);
}

/** As `readReadinessLine`, for leads that may not be noted yet: each asks as if it waited too. */
export async function readLines(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  now: Date,
): Promise<(asking: { leadId: string; readiness: number } | null) => number> {
  const { weekly_budget: budget, gates, timezone } = deps.playbook.current;
  const floor = gates.readiness;
  if (budget === undefined) return () => floor;
  const week = weekAround(now, timezone);
  const left = budget - (await countCards(tx, week.start));
  const contenders = await readContenders(tx, week, floor, now);
  const noted = new Set(contenders.map(({ leadId }) => leadId));
  return (asking) => {
    const more = asking && !noted.has(asking.leadId) ? [{ ...asking, share: 1 }] : [];
    return gateForBudget(floor, left, [...contenders, ...more]) ?? floor;
  };
}

/** Whether the week has a place left; always, without a budget. */
export async function hasPlaceLeft(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  now: Date,
): Promise<boolean> {
  const { weekly_budget: budget, timezone } = deps.playbook.current;
  return budget === undefined || (await countCards(tx, weekAround(now, timezone).start)) < budget;
}

/** The cards of the week; what is told in the thread of another card is part of its talk. */
function countCards(tx: Tx, since: Date): Promise<number> {
  return tx.handover.count({ where: { createdAt: { gte: since }, hostId: null } });
}

async function readContenders(
  tx: Tx,
  week: { start: Date },
  floor: number,
  now: Date,
): Promise<(Contender & { leadId?: string })[]> {
  const waiting = await tx.$queryRaw<{ leadId: string; readiness: number }[]>`
    SELECT c."leadId", c.readiness FROM "Candidate" c JOIN "Lead" l ON l.id = c."leadId"
    WHERE c.week = ${week.start} AND l.excluded IS NULL AND coalesce(l.readiness, 100) >= ${floor}
      AND NOT EXISTS (SELECT FROM "Handover" h WHERE h."leadId" = l.id AND h."createdAt" >= ${week.start})`;
  const first = await tx.candidate.aggregate({ _min: { week: true } });
  const known = first._min.week
    ? Math.round((week.start.getTime() - first._min.week.getTime()) / WEEK_MS)
    : 0;
  const weeks = Math.min(known, WEEKS);
  const past = await tx.candidate.findMany({
    where: { week: { gte: new Date(week.start.getTime() - (weeks + 0.5) * WEEK_MS), lt: week.start } },
  });
  const soFar = now.getTime() - week.start.getTime();
  return [
    ...waiting.map((one) => ({ ...one, share: 1 })),
    ...past
      .filter((one) => one.at.getTime() - one.week.getTime() >= soFar)
      .map(({ readiness }) => ({ readiness, share: 1 / weeks })),
  ];
}

/** The leads that the next places of a week would have gone to, the most ready first. */
export async function readNextPlaces(
  { prisma }: Pick<Database, 'prisma'>,
  { weekOf, timezone, take }: { weekOf: Date; timezone: string; take: number },
): Promise<{ leadId: string; leadName: string; readiness: number }[]> {
  const { start, end } = weekAround(weekOf, timezone);
  const next = await prisma.candidate.findMany({
    where: { week: start, lead: { handovers: { none: { createdAt: { gte: start, lt: end } } } } },
    include: { lead: { select: { name: true, email: true } } },
    orderBy: [{ readiness: 'desc' }, { leadId: 'asc' }],
    take,
  });
  return next.map(({ leadId, readiness, lead }) => ({
    leadId,
    leadName: lead.name ?? lead.email ?? 'Unknown visitor',
    readiness,
  }));
}
