import { refoldInterest } from '../ingest/rebuild-interest.ts';
import type { LeadWithCompany } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';

/** The leads with their companies, their interest as the present playbook sees it. */
export async function readLeads(deps: HandoverDeps, ids: string[]): Promise<LeadWithCompany[]> {
  const { prisma } = deps.database;
  const read = (among: string[]) =>
    prisma.lead.findMany({ where: { id: { in: among } }, include: { company: true } });
  const leads = await read(ids);
  const stale = leads
    .filter((lead) => lead.lastActivityAt && lead.interestPlaybook !== deps.playbook.hash)
    .map(({ id }) => id);
  if (stale.length === 0) return leads;
  await refoldInterest(deps.database, stale, deps.playbook.current, deps.playbook.hash);
  return [...leads.filter(({ id }) => !stale.includes(id)), ...(await read(stale))];
}
