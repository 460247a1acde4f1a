import type { Company, Lead } from '../../database/generated/client.ts';
import type { Database } from '../../database/open-database.ts';
import { Facts, toLeadProfile } from '../../ingest/profile.ts';
import type { LeadProfile } from '../../scoring/assessment.ts';

/** A lead, and what was known of it at a moment. */
export interface PastLead {
  id: string;
  name: string;
  companyId: string | null;
  profileAt(now: number): LeadProfile;
}

const CHUNK = 250; // leads: other work of the process gets its turn between them

export async function* readPastLeads({ prisma }: Database, ids: string[]): AsyncGenerator<PastLead> {
  for (let from = 0; from < ids.length; from += CHUNK) {
    const where = { id: { in: ids.slice(from, from + CHUNK) } };
    yield* (await prisma.lead.findMany({ where, include: { company: true } })).map(asPastLead);
  }
}

/**
 * Only the newest value of each fact is kept, with when it was said: before that moment the fact counts as unknown, though
 * another value may have been known.
 */
function asPastLead({ company, ...lead }: Lead & { company: Company | null }): PastLead {
  const facts = Facts.parse(lead.profile);
  const ofCompany = Facts.parse(company?.profile ?? {});
  const said = [...Object.values(facts), ...Object.values(ofCompany)].map(({ at }) => at);
  const complete = Math.max(0, ...said);
  const today = toLeadProfile(lead, company);
  return {
    id: lead.id,
    name: lead.name ?? lead.email ?? 'Unknown visitor',
    companyId: lead.companyId,
    profileAt(now) {
      if (now >= complete) return today;
      const knownBy = (fact: string) => (facts[fact]?.at ?? 0) <= now;
      return toLeadProfile(
        {
          email: knownBy('email') ? lead.email : null,
          profile: until(facts, now),
          sourceChannel: knownBy('source') ? lead.sourceChannel : null,
          sourceCampaign: knownBy('source') ? lead.sourceCampaign : null,
        },
        company && knownBy('domain') ? { domain: company.domain, profile: until(ofCompany, now) } : null,
      );
    },
  };
}

function until(facts: Facts, now: number): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, { at }]) => at <= now));
}
