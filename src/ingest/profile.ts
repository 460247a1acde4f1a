import { z } from 'zod';
import type { LeadProfile } from '../scoring/assessment.ts';
import { emailKindOf } from './find-company.ts';

const Fact = z.object({ value: z.union([z.string(), z.number(), z.array(z.string())]), at: z.number() });
/** Facts by name, each with the time of the activity that said it. */
export const Facts = z.compile(z.record(z.string(), Fact));
export type Facts = z.infer<typeof Facts>;

/** Keeps, of each fact, the newest that is not empty. The known facts themselves when nothing is new. */
export function mergeFacts(
  known: Facts,
  said: Record<string, string | number | string[] | null | undefined>,
  at: number,
): Facts {
  let merged = known;
  for (const name of Object.keys(said)) {
    const value = said[name];
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      continue;
    const before = merged[name];
    if (before && before.at > at) continue;
    if (merged === known) merged = { ...known };
    merged[name] = { value, at };
  }
  return merged;
}

interface LeadRow {
  email: string | null;
  profile: unknown;
  sourceChannel: string | null;
  sourceCampaign: string | null;
}

interface CompanyRow {
  domain: string | null;
  profile: unknown;
}

/** What scoring and the brief are told of a lead, from its row and its company's. */
export function toLeadProfile(lead: LeadRow, company: CompanyRow | null): LeadProfile {
  const facts = Facts.parse(lead.profile);
  const companyFacts = Facts.parse(company?.profile ?? {});
  const employees = companyFacts['employees']?.value;
  const tags = facts['tags']?.value;
  return {
    name: textOf(facts, 'name'),
    email: lead.email,
    emailKind: lead.email ? emailKindOf(lead.email) : null,
    role: textOf(facts, 'role'),
    phone: textOf(facts, 'phone'),
    country: textOf(facts, 'country'),
    tags: Array.isArray(tags) ? tags : [],
    company: {
      name: textOf(companyFacts, 'name') ?? textOf(facts, 'company'),
      domain: company?.domain ?? null,
      industry: textOf(companyFacts, 'industry'),
      employees: typeof employees === 'number' ? employees : null,
      country: textOf(companyFacts, 'country'),
    },
    source:
      lead.sourceChannel || lead.sourceCampaign
        ? { channel: lead.sourceChannel, campaign: lead.sourceCampaign }
        : null,
  };
}

function textOf(facts: Facts, name: string): string | null {
  const value = facts[name]?.value;
  return typeof value === 'string' ? value : null;
}
