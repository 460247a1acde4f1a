import { z } from 'zod';
import type { Tx } from '../database/open-database.ts';

const HeldBack = z.object({ why: z.array(z.string()) }).nullable();

/** Leads with their newest scores and where they stand, in words; most ready first. */
export async function readLeadSummaries(prisma: Tx, ids?: string[]) {
  const leads = await prisma.lead.findMany({
    ...(ids && { where: { id: { in: ids } } }),
    include: {
      company: true,
      handovers: { where: { sameAsId: null }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
    orderBy: [{ readiness: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    take: 100,
  });
  return leads.map((lead) => ({
    leadId: lead.id,
    key: lead.email ?? lead.id,
    name: lead.name ?? lead.email ?? 'Unknown visitor',
    role: factOf(lead.profile, 'role'),
    company: lead.company?.name ?? lead.company?.domain ?? '',
    readiness: lead.readiness,
    fit: lead.fit,
    interest: lead.interestScore,
    state: standing(lead.handovers[0], HeldBack.parse(lead.heldBack)?.why ?? []),
  }));
}

const Fact = z.record(z.string(), z.unknown());

function factOf(profile: unknown, fact: string): string {
  const found = Fact.catch({}).parse(profile)[fact];
  const value = Fact.safeParse(found).data?.['value'] ?? found;
  return typeof value === 'string' ? value : '';
}

function standing(handover: { state: string; channel: string } | undefined, heldBack: string[]): string {
  if (!handover) return heldBack[0] ?? 'not scored yet';
  if (handover.state === 'open' || handover.state === 'queued') return `card in #${handover.channel}`;
  return handover.state;
}
