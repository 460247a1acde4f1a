import { toLeadProfile } from '../ingest/profile.ts';
import type { Company, Lead } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Assessment, Colleagues, LeadProfile } from '../scoring/assessment.ts';
import { assess } from '../scoring/assess.ts';
import { parseInterest } from '../scoring/interest.ts';
import { adjustmentsFrom } from '../scoring/learn.ts';
import type { HandoverDeps } from './deps.ts';
import { z } from 'zod';

export type LeadWithCompany = Lead & { company: Company | null };

export interface AssessedLead {
  lead: LeadWithCompany;
  profile: LeadProfile;
  colleagues: Colleagues;
  assessment: Assessment;
}

const WEEK_MS = 7 * 86_400_000;
const Features = z.record(z.string(), z.number());

/** What verdicts have taught so far: term -> points on top of the playbook's. */
export async function readAdjustments(tx: Tx): Promise<Record<string, number>> {
  const verdicts = await tx.verdict.findMany({ where: { takenBackAt: null }, orderBy: { at: 'asc' } });
  return adjustmentsFrom(
    verdicts.map(({ teaches, features }) => ({ teaches, features: Features.parse(features) })),
  );
}

/** The readiness of one lead now, from its row alone: nothing of its history is read. */
export async function assessLead(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  lead: LeadWithCompany,
  adjustments: Record<string, number>,
  now: Date,
): Promise<AssessedLead> {
  const profile = toLeadProfile(lead, lead.company);
  const [colleagues, last] = [await readColleagues(tx, lead, now), await readLastHandover(tx, lead.id)];
  const assessment = assess({
    profile,
    interest: parseInterest(lead.interest),
    colleagues,
    playbook: deps.playbook,
    adjustments,
    since: last,
    now: now.getTime(),
  });
  return { lead, profile, colleagues, assessment };
}

/** Others of the company who did something meaningful in the last seven days. */
async function readColleagues(tx: Tx, lead: Lead, now: Date): Promise<Colleagues> {
  if (!lead.companyId) return { active: 0, since: null };
  const rows = await tx.$queryRaw<{ active: bigint; since: Date | null }[]>`
    SELECT count(*) AS active, min("lastMeaningfulAt") AS since FROM "Lead"
    WHERE "companyId" = ${lead.companyId}::uuid AND id <> ${lead.id}::uuid
      AND "lastMeaningfulAt" >= ${new Date(now.getTime() - WEEK_MS)}`;
  return { active: Number(rows[0]?.active ?? 0), since: rows[0]?.since?.getTime() ?? null };
}

/** When the lead's newest ended handover was made: what came before it is no news. */
async function readLastHandover(tx: Tx, leadId: string): Promise<number | null> {
  const last = await tx.handover.findFirst({
    where: { leadId, liveLeadId: null },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true, closedAt: true },
  });
  return last ? (last.closedAt ?? last.createdAt).getTime() : null;
}
