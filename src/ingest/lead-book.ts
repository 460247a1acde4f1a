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
  /** The kinds of its strong identities, as far as they matter to the batch. */
  strongKinds: Set<string>;
  /** When it last did something meaningful before this batch, and of which company it was then. */
  before: { meaningfulAt: number | null; companyId: string | null };
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
  current: (leadId: string) => string;
}

/** A way in which an activity names its lead. */
export interface Identity {
  kind: string;
  key: string; // `email jane@acme.example`
  /** Says who it is on every device. */
  isStrong: boolean;
}

const KINDS = ['email', 'user_id', 'crm_id', 'anonymous_id'] as const;

export function identitiesOf({ lead }: ActivityInput): Identity[] {
  const said: Identity[] = [];
  for (const kind of KINDS)
    if (lead[kind]) said.push({ kind, key: `${kind} ${lead[kind]}`, isStrong: kind !== 'anonymous_id' });
  return said;
}

/** When the company that a lead is of was last said: late news of an old employer does not bring them back. */
export function companySaidAt({ facts }: BookedLead): number {
  return facts['domain']?.at ?? Number.NEGATIVE_INFINITY;
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
  strongKinds: string[] | null;
}

/** Reads what is known of everyone the batch names, in three statements whatever its size. */
export async function openLeadBook(
  client: pg.PoolClient,
  batch: ActivityInput[],
  playbookHash: string,
): Promise<LeadBook> {
  const named = batch.map(identitiesOf);
  const keys = [...new Set(named.flat().map(({ key }) => key))];
  // Which strong identities a lead has matters only where an anonymous id comes with another.
  const isMixed = named.some((said) => said.length > 1 && said.some(({ isStrong }) => !isStrong));
  const domains = [...new Set(batch.flatMap((one) => domainOf(one) ?? []))];
  const identities = await client.query<{ key: string; leadId: string }>(
    `SELECT kind || ' ' || value AS key, "leadId" FROM "Identity"
     JOIN unnest($1::text[]) AS wanted(key) ON kind = split_part(wanted.key, ' ', 1)
      AND value = substr(wanted.key, strpos(wanted.key, ' ') + 1)`,
    [keys],
  );
  const leads = await client.query<LeadRow>(
    `SELECT id, email, profile, "companyId", "sourceChannel", "sourceCampaign", interest, "interestPlaybook", "lastActivityAt",
       CASE WHEN $2 THEN ARRAY(SELECT kind FROM "Identity" WHERE "leadId" = "Lead".id AND kind <> 'anonymous_id') END AS "strongKinds"
     FROM "Lead" WHERE id = ANY($1::uuid[])`,
    [identities.rows.map(({ leadId }) => leadId), isMixed],
  );
  const companies = await client.query<{ id: string; domain: string; profile: unknown }>(
    'SELECT id, domain, profile FROM "Company" WHERE domain = ANY($1)',
    [domains],
  );
  return createLeadBook({
    leads: leads.rows.map((row) => bookedLead(row, playbookHash)),
    identities: new Map(identities.rows.map(({ key, leadId }) => [key, leadId])),
    companies: companies.rows.map(({ id, domain, profile }) => ({
      id,
      domain,
      facts: Facts.parse(profile),
      changed: false,
    })),
  });
}

/** A book of what the database knows; without anything, that of an empty database. */
export function createLeadBook(
  known: { leads: BookedLead[]; identities: ReadonlyMap<string, string>; companies: BookedCompany[] } = {
    leads: [],
    identities: new Map(),
    companies: [],
  },
): LeadBook {
  const book: LeadBook = {
    leads: new Map(known.leads.map((lead) => [lead.id, lead])),
    identities: new Map(known.identities),
    written: known.identities,
    companies: new Map(known.companies.map((company) => [company.domain, company])),
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
        strongKinds: new Set(),
        before: { meaningfulAt: null, companyId: null },
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
  const interest = parseInterest(row.interest);
  return {
    ...row,
    facts,
    sourceAt: facts['source']?.at ?? Number.POSITIVE_INFINITY,
    interest,
    before: { meaningfulAt: interest.lastMeaningful?.at ?? null, companyId: row.companyId },
    lastActivityAt: row.lastActivityAt?.getTime() ?? null,
    strongKinds: new Set(row.strongKinds),
    stale: row.interestPlaybook !== playbookHash,
  };
}
