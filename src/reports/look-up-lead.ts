import { assessLeads } from '../handover/assess-lead.ts';
import { readModel } from '../handover/learned-model.ts';
import { briefOf } from '../handover/hand-over.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { readLeadSummaries } from './lead-summaries.ts';

/** Finds a lead by id, or by what a person types: an email, a name or a company. At most ten matches. */
export async function lookUpLead(deps: HandoverDeps, by: { query: string } | { leadId: string }, now: Date) {
  const { prisma } = deps.database;
  const contains = 'query' in by ? { contains: by.query, mode: 'insensitive' as const } : null;
  const leads = await prisma.lead.findMany({
    where: contains
      ? {
          OR: [
            { email: contains },
            { name: contains },
            { company: { OR: [{ name: contains }, { domain: contains }] } },
          ],
        }
      : { id: 'leadId' in by ? by.leadId : '' },
    include: { company: true },
    orderBy: [{ readiness: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    take: 10,
  });
  const exact = 'query' in by ? leads.filter(({ email }) => email === by.query.toLowerCase()) : leads;
  const [lead] = exact.length === 1 ? exact : leads;
  if (!lead) return { kind: 'none' as const };
  const summaries = await readLeadSummaries(
    prisma,
    leads.map(({ id }) => id),
  );
  if (leads.length > 1 && exact.length !== 1) return { kind: 'several' as const, matches: summaries };
  const { model } = await readModel(deps, now);
  const [assessed] = await assessLeads(deps, prisma, [lead], model, now);
  if (!assessed) throw new Error('a lead that was read was not assessed');
  return {
    kind: 'one' as const,
    lead: {
      leadId: lead.id,
      brief: await briefOf(deps, prisma, assessed, now),
      assessment: assessed.assessment,
      stateSays: summaries.find(({ leadId }) => leadId === lead.id)?.state ?? '',
    },
  };
}
