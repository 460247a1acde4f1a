import type pg from 'pg';
import type { Playbook } from '../playbook/schema.ts';
import { COLLEAGUES_MS } from '../scoring/crossing.ts';
import { DAY_MS } from '../scoring/interest.ts';
import type { BookedLead, LeadBook } from './lead-book.ts';

/**
 * Where a lead became active that was not, its colleagues have news without doing anything: the tick is to look at those
 * for whom it may be why now. One statement, and only for such batches.
 */
export async function markColleagues(
  client: pg.PoolClient,
  book: LeadBook,
  { gates }: Playbook,
  now: Date,
): Promise<void> {
  const leads = [...book.leads.values()];
  const companies = leads.flatMap((lead) => (becameActive(lead, now) ? (lead.companyId ?? []) : []));
  if (companies.length === 0) return;
  // The leads of the batch, written next, are held with them in the order of their ids: as everywhere, or two wait for
  // each other.
  await client.query(
    `WITH held AS (SELECT id FROM "Lead"
       WHERE id = ANY($1::uuid[]) OR ("companyId" = ANY($2::uuid[]) AND "lastMeaningfulAt" >= $3)
       ORDER BY id FOR NO KEY UPDATE)
     UPDATE "Lead" SET "changedAt" = $4 FROM held WHERE "Lead".id = held.id AND held.id <> ALL($1::uuid[])`,
    [
      leads.map(({ id }) => id),
      [...new Set(companies)],
      new Date(now.getTime() - gates.why_now_days * DAY_MS),
      now,
    ],
  );
}

/** Whether its company has one more active lead than before. */
function becameActive({ interest, companyId, before }: BookedLead, now: Date): boolean {
  const since = now.getTime() - COLLEAGUES_MS;
  const isActive = (at: number | null | undefined) => typeof at === 'number' && at >= since;
  const wasActive = isActive(before.meaningfulAt) && before.companyId === companyId;
  return isActive(interest.lastMeaningful?.at) && !wasActive;
}
