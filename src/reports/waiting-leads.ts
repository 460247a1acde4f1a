import type { Prisma } from '../database/generated/client.ts';
import { type AssessedLead, assessLeads, type LeadWithCompany } from '../handover/assess-lead.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import type { Model } from '../scoring/model/model.ts';

/** How many waiting leads are scored again at most, to say what a verdict changed for them. */
export const MOST_RESCORED = 200;

/** A count of leads; `atLeast` when there were more to look at. */
export interface LeadCount {
  count: number;
  atLeast: boolean;
}

/** Where the readiness gate is, and the side of it on which to look. */
interface NearLine {
  side: 'over' | 'under';
  line: number;
}

/**
 * How many waiting leads meet `isSuch` by two models. Looks at those whose stored readiness lies nearest to the line
 * on one side of it; nothing is written.
 */
export async function countByTwoModels(
  deps: HandoverDeps,
  near: NearLine,
  [one, other]: [Model, Model],
  isSuch: (one: AssessedLead, other: AssessedLead) => boolean,
  now: Date,
): Promise<LeadCount> {
  const leads = await readNearLine(deps, near, now);
  const { prisma } = deps.database;
  const byOne = await assessLeads(deps, prisma, leads, one, now);
  const byOther = await assessLeads(deps, prisma, leads, other, now);
  const such = byOne.filter((assessed, index) => {
    const again = byOther[index];
    return again !== undefined && isSuch(assessed, again);
  });
  return { count: such.length, atLeast: leads.length === MOST_RESCORED };
}

/** Waiting leads that no verdict keeps away, nearest to the readiness gate first. */
async function readNearLine(
  { database }: HandoverDeps,
  { side, line }: NearLine,
  now: Date,
): Promise<LeadWithCompany[]> {
  const where: Prisma.LeadWhereInput = {
    scoredAt: { not: null },
    readiness: side === 'over' ? { gte: line } : { lt: line },
    handovers: { none: { liveLeadId: { not: null } } },
    excluded: null,
    OR: [{ companyId: null }, { company: { excluded: null } }],
    AND: { OR: [{ recycleAt: null }, { recycleAt: { lte: now } }] },
  };
  return database.prisma.lead.findMany({
    where,
    include: { company: true },
    orderBy: [{ readiness: side === 'over' ? 'asc' : 'desc' }, { id: 'asc' }],
    take: MOST_RESCORED,
  });
}
