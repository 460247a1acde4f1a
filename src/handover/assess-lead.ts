import { toLeadProfile } from '../ingest/profile.ts';
import type { Company, Lead } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { AssessInput, Assessment, Colleagues, LeadProfile } from '../scoring/assessment.ts';
import { assess } from '../scoring/assess.ts';
import { COLLEAGUES_MS, nextChange } from '../scoring/crossing.ts';
import { parseInterest } from '../scoring/interest.ts';
import type { Model } from '../scoring/model/model.ts';
import type { HandoverDeps } from './deps.ts';

export type LeadWithCompany = Lead & { company: Company | null };

export interface AssessedLead {
  lead: LeadWithCompany;
  profile: LeadProfile;
  colleagues: Colleagues;
  assessment: Assessment;
  /** When time alone changes what the gates say, in epoch milliseconds; null when it does not. */
  changesAt: number | null;
}

/**
 * The readiness of these leads now, from their rows alone: nothing of their histories is read. Two statements,
 * however many they are.
 */
export async function assessLeads(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  leads: LeadWithCompany[],
  model: Model,
  now: Date,
): Promise<AssessedLead[]> {
  const active = await readActiveColleagues(tx, leads, now);
  const ended = await readLastHandovers(tx, leads);
  return leads.map((lead) => {
    const profile = toLeadProfile(lead, lead.company);
    const colleagues = colleaguesOf(lead, active);
    const input: AssessInput = {
      profile,
      interest: parseInterest(lead.interest),
      colleagues,
      playbook: deps.playbook.current,
      model,
      since: ended.get(lead.id) ?? null,
      now: now.getTime(),
    };
    const assessment = assess(input);
    return { lead, profile, colleagues, assessment, changesAt: nextChange(input, assessment) };
  });
}

interface ActiveLead {
  id: string;
  companyId: string;
  at: Date; // of their last meaningful action
}

/** Everyone of the leads' companies who did something meaningful in the last seven days. */
async function readActiveColleagues(tx: Tx, leads: Lead[], now: Date): Promise<Map<string, ActiveLead[]>> {
  const companies = [...new Set(leads.flatMap(({ companyId }) => companyId ?? []))];
  if (companies.length === 0) return new Map();
  const rows = await tx.$queryRaw<ActiveLead[]>`
    SELECT id, "companyId", "lastMeaningfulAt" AS at FROM "Lead"
    WHERE "companyId" = ANY(${companies}::uuid[]) AND "lastMeaningfulAt" >= ${new Date(now.getTime() - COLLEAGUES_MS)}`;
  return Map.groupBy(rows, ({ companyId }) => companyId);
}

function colleaguesOf({ id, companyId }: Lead, active: Map<string, ActiveLead[]>): Colleagues {
  const others = (active.get(companyId ?? '') ?? []).filter((other) => other.id !== id);
  const since = Math.min(...others.map(({ at }) => at.getTime()));
  return { active: others.length, since: others.length === 0 ? null : since };
}

/** When each lead's newest ended handover ended: what came before it is no news. */
async function readLastHandovers(tx: Tx, leads: Lead[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ leadId: string; at: Date }[]>`
    SELECT DISTINCT ON ("leadId") "leadId", coalesce("closedAt", "createdAt") AS at FROM "Handover"
    WHERE "leadId" = ANY(${leads.map(({ id }) => id)}::uuid[]) AND "liveLeadId" IS NULL AND "sameAsId" IS NULL
    ORDER BY "leadId", "createdAt" DESC`;
  return new Map(rows.map(({ leadId, at }) => [leadId, at.getTime()]));
}
