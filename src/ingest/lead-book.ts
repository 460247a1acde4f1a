import type pg from 'pg';
import { v7 } from './uuid.ts';
import type { InterestState } from '../scoring/interest-state.ts';
import { emptyInterest, parseInterest } from '../scoring/interest.ts';
import type { ActivityInput } from './activity-input.ts';
import { companyDomain } from './find-company.ts';
import { Facts } from './profile.ts';

export interface BookedLead {
  id: string;
  email: string | null;
  facts: Facts;
  companyId: string | null;
  sourceChannel: string | null;
  sourceCampaign: string | null;
  sourceAt: number;
  interest: InterestState;
  lastActivityAt: number | null;
  /** Its interest must be folded anew from its activities: two leads became one, or the playbook changed. */
  stale: boolean;
}

export interface BookedCompany {
  id: string;
  domain: string;
  facts: Facts;
  changed: boolean;
}

/** The leads, identities and companies that a batch is about, in memory while it is applied. */
export interface LeadBook {
  leads: Map<string, BookedLead>;
  identities: Map<string, string>; // key -> lead id
  written: ReadonlyMap<string, string>; // the identities as the database has them
  companies: Map<string, BookedCompany>; // by domain
  merged: Map<string, string>; // lead that went -> lead that stays
  leadOfActivity: Map<string, string>;
  newLead(): BookedLead;
  newCompany(domain: string): BookedCompany;
  /** The lead that this one has become. */
  current(leadId: string): string;
}

/** The ways in which an activity names its lead, as keys: `email jane@acme.example`. */
export function identityKeys({ lead }: ActivityInput): string[] {
  const kinds = ['email', 'user_id', 'crm_id', 'anonymous_id'] as const;
  return kinds.flatMap((kind) => (lead[kind] ? [`${kind} ${lead[kind]}`] : []));
}

export function domainOf({ lead }: ActivityInput): string | null {
  return companyDomain(lead.email ?? null, lead.company?.domain ?? null);
}

interface LeadRow {
  id: string;
  email: string | null;
  profile: unknown;
  companyId: string | null;
  sourceChannel: string | null;
  sourceCampaign: string | null;
  interest: unknown;
  interestPlaybook: string | null;
  lastActivityAt: Date | null;
}

/** Reads what is known of everyone the batch names, in three statements whatever its size. */
export async function openLeadBook(
  client: pg.PoolClient,
  batch: ActivityInput[],
  playbookHash: string,
): Promise<LeadBook> {
  const keys = [...new Set(batch.flatMap(identityKeys))];
  const domains = [...new Set(batch.flatMap((one) => domainOf(one) ?? []))];
  const identities = await client.query<{ key: string; leadId: string }>(
    `SELECT kind || ' ' || value AS key, "leadId" FROM "Identity"
     JOIN unnest($1::text[]) AS wanted(key) ON kind = split_part(wanted.key, ' ', 1)
      AND value = substr(wanted.key, strpos(wanted.key, ' ') + 1)`,
    [keys],
  );
  const leads = await client.query<LeadRow>(
    `SELECT id, email, profile, "companyId", "sourceChannel", "sourceCampaign", interest, "interestPlaybook", "lastActivityAt"
     FROM "Lead" WHERE id = ANY($1::uuid[])`,
    [identities.rows.map(({ leadId }) => leadId)],
  );
  const companies = await client.query<{ id: string; domain: string; profile: unknown }>(
    'SELECT id, domain, profile FROM "Company" WHERE domain = ANY($1)',
    [domains],
  );
  const written = new Map(identities.rows.map(({ key, leadId }) => [key, leadId]));
  const book: LeadBook = {
    leads: new Map(leads.rows.map((row) => [row.id, bookedLead(row, playbookHash)])),
    identities: new Map(written),
    written,
    companies: new Map(
      companies.rows.map(({ id, domain, profile }) => [
        domain,
        { id, domain, facts: Facts.parse(profile), changed: false },
      ]),
    ),
    merged: new Map(),
    leadOfActivity: new Map(),
    newLead() {
      const lead: BookedLead = {
        id: v7(),
        email: null,
        facts: {},
        companyId: null,
        sourceChannel: null,
        sourceCampaign: null,
        sourceAt: Number.POSITIVE_INFINITY,
        interest: emptyInterest(),
        lastActivityAt: null,
        stale: false,
      };
      book.leads.set(lead.id, lead);
      return lead;
    },
    newCompany(domain) {
      const company = { id: v7(), domain, facts: {}, changed: true };
      book.companies.set(domain, company);
      return company;
    },
    current(leadId) {
      let id = leadId;
      for (let next = book.merged.get(id); next !== undefined; next = book.merged.get(id)) id = next;
      return id;
    },
  };
  return book;
}

function bookedLead(row: LeadRow, playbookHash: string): BookedLead {
  const facts = Facts.parse(row.profile);
  return {
    ...row,
    facts,
    sourceAt: facts['source']?.at ?? Number.POSITIVE_INFINITY,
    interest: parseInterest(row.interest),
    lastActivityAt: row.lastActivityAt?.getTime() ?? null,
    stale: row.interestPlaybook !== playbookHash,
  };
}
