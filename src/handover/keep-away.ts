import { z } from 'zod';
import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import { spanMs, type Span } from '../playbook/duration.ts';

/** What a verdict keeps from being handed over. The history notes it, so that it is undone exactly. */
const Away = z.object({
  until: z.iso.datetime().nullable(), // the lead, till then
  exclude: z.enum(['lead', 'company']).nullable(), // who, for good
  why: z.string(),
});
export type Away = z.infer<typeof Away>;

type Whom = Pick<Handover, 'leadId' | 'companyId'>;

/** What a reason or an outcome of the playbook keeps away, from now on; null when that is nobody. */
export function awayOf(
  said: { label: string; recycle_after?: Span | undefined; exclude?: 'lead' | 'company' | undefined },
  now: Date,
): Away | null {
  const { label: why, recycle_after: after, exclude = null } = said;
  if (!after && !exclude) return null;
  return { until: after ? new Date(now.getTime() + spanMs(after)).toISOString() : null, exclude, why };
}

/** Keeps a lead from being handed over: for a while, or for good, alone or with its company. */
export async function keepAway(
  tx: Tx,
  { leadId, companyId }: Whom,
  { until, exclude, why }: Away,
): Promise<void> {
  const excluded = exclude && { excluded: why };
  await tx.lead.update({
    where: { id: leadId },
    data: { ...(until && { recycleAt: until, dueAt: until }), ...excluded },
  });
  if (exclude === 'company' && companyId) {
    await tx.company.update({ where: { id: companyId }, data: { excluded: why } });
  }
}

/** What the standing verdict of a handover keeps away: its last event says it. */
export async function readAway(tx: Tx, handoverId: string): Promise<Away | null> {
  const last = await tx.handoverEvent.findFirst({ where: { handoverId }, orderBy: { id: 'desc' } });
  return awayIn(last?.details);
}

/**
 * Undoes what a verdict that no longer stands kept away. What another one that stands keeps away too, or something else
 * since, stays.
 */
export async function letBack(
  tx: Tx,
  { leadId, companyId }: Whom,
  away: Away | null,
  now: Date,
): Promise<void> {
  if (!away) return;
  const { until, exclude, why } = away;
  const company = exclude === 'company' ? companyId : null;
  // Held from here on, leads in the order of their ids as elsewhere: of two that are undone at once the later sees that
  // the other no longer stands.
  await tx.$executeRaw`
    SELECT FROM "Lead" WHERE id = ${leadId}::uuid OR "companyId" = ${company}::uuid ORDER BY id FOR NO KEY UPDATE`;
  await tx.$executeRaw`SELECT FROM "Company" WHERE id = ${company}::uuid FOR NO KEY UPDATE`;
  const standing = await readStanding(tx, { leadId, companyId: company });
  const ofLead = standing.filter((one) => one.leadId === leadId);
  const whyOf = (some: Away[]) => some.at(-1)?.why ?? null;
  const latest = ofLead.flatMap((one) => one.until ?? []).toSorted();
  if (exclude) {
    const data = { excluded: whyOf(ofLead.filter((one) => one.exclude)), changedAt: now };
    await tx.lead.updateMany({ where: { id: leadId, excluded: why }, data });
  }
  if (until) {
    const data = { recycleAt: latest.at(-1) ?? null, changedAt: now };
    await tx.lead.updateMany({ where: { id: leadId, recycleAt: until }, data });
  }
  if (!company) return;
  const excluded = whyOf(standing.filter((one) => one.companyId === company && one.exclude === 'company'));
  const { count } = await tx.company.updateMany({
    where: { id: company, excluded: why },
    data: { excluded },
  });
  if (count === 0 || excluded) return;
  // Colleagues that it held back are looked at again.
  const held = { companyId: company, lastMeaningfulAt: { not: null }, changedAt: null };
  await tx.lead.updateMany({ where: held, data: { changedAt: now } });
}

/** What the verdicts that stand on this lead, or on any of the company, keep away; the newest last. */
async function readStanding(tx: Tx, { leadId, companyId }: Whom): Promise<(Away & Whom)[]> {
  const rows = await tx.$queryRaw<(Whom & { details: unknown })[]>`
    SELECT "leadId", "companyId", details FROM (
      SELECT DISTINCT ON (h.id) h."leadId", h."companyId", e.id, e.details
      FROM "Handover" h JOIN "HandoverEvent" e ON e."handoverId" = h.id
      WHERE h."leadId" = ${leadId}::uuid OR h."companyId" = ${companyId}::uuid
      ORDER BY h.id, e.id DESC) AS last
    ORDER BY id`;
  return rows.flatMap(({ details, ...whom }) => {
    const away = awayIn(details);
    return away ? [{ ...away, ...whom }] : [];
  });
}

const Details = z.object({ away: Away.nullish() });

function awayIn(details: unknown): Away | null {
  return Details.safeParse(details).data?.away ?? null;
}
