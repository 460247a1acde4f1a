import type { Handover, Prisma } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import { readContent } from '../ingest/stored-content.ts';
import { spanMs } from '../playbook/duration.ts';
import type { Assessment } from '../scoring/assessment.ts';
import type { AssessedLead } from './assess-lead.ts';
import { buildBrief } from './build-brief.ts';
import type { HandoverChange, HandoverDeps } from './deps.ts';
import { cardKey, owePosting } from './postings.ts';

/** Where a lead goes, and what it was chosen by. */
export interface HandOverAs {
  channel: string;
  /** In whose thread it is told instead, because the company already has a card. */
  host: Handover | null;
  modelVersion: number;
  readinessGate: number;
  /** How the gate came to be other than the playbook's. */
  raised: string | null;
  /** Of a second look: the chance with which it was taken; null when it was chosen. */
  chance: number | null;
}

/** Freezes the brief and writes the handover and the message it owes, all in the caller's transaction. */
export async function handOver(
  deps: HandoverDeps,
  tx: Tx,
  assessed: AssessedLead,
  { channel, host, raised, ...by }: HandOverAs,
  now: Date,
): Promise<HandoverChange> {
  const { lead, assessment } = assessed;
  const traces = await tracesOf(tx, lead.id);
  const handover = await tx.handover.create({
    data: {
      leadId: lead.id,
      liveLeadId: lead.id,
      companyId: lead.companyId,
      hostId: host?.id ?? null,
      channel: host?.channel ?? channel,
      state: 'queued',
      handRaise: assessment.handRaise,
      brief: asJson(await briefOf(deps, tx, assessed, now)),
      assessment: asJson(raised === null ? assessment : sayRaised(assessment, by.readinessGate, raised)),
      playbookHash: deps.playbook.hash,
      trace: traces[0] ?? null,
      ...by,
      createdAt: now,
    },
  });
  await owePosting(tx, {
    key: cardKey(handover.id),
    kind: 'card',
    handoverId: handover.id,
    channel: handover.channel,
    hostKey: host ? cardKey(host.id) : null,
  });
  return { event: 'handed_over', handover, traces };
}

/** With the readiness gate as it was in force, and why. */
function sayRaised(assessment: Assessment, gate: number, raised: string): Assessment {
  const { readiness } = assessment;
  const says = `readiness ${Math.round(readiness)} reaches ${Math.round(gate)}, ${raised}`;
  const gates = assessment.gates.map((one) => (one.gate === 'readiness' ? { ...one, says } : one));
  return { ...assessment, gates };
}

/** The requests that brought the lead's newest activities, the newest first. */
async function tracesOf(tx: Tx, leadId: string): Promise<string[]> {
  const recent = await tx.activity.findMany({
    where: { leadId, trace: { not: null } },
    orderBy: { seq: 'desc' },
    take: 50,
    select: { trace: true },
  });
  return [...new Set(recent.flatMap(({ trace }) => trace ?? []))].slice(0, 10);
}

/** The brief of a lead as it stands now. */
export async function briefOf(
  deps: Pick<HandoverDeps, 'playbook'>,
  tx: Tx,
  { lead, profile, colleagues, assessment }: AssessedLead,
  now: Date,
) {
  const recent = await tx.activity.findMany({
    where: { leadId: lead.id },
    orderBy: { at: 'desc' },
    take: 200,
  });
  const activities = recent.map(({ id, type, at, content }) => ({
    id,
    type,
    at: at.getTime(),
    content: readContent(content),
  }));
  return buildBrief({
    profile,
    assessment,
    activities,
    colleagues,
    playbook: deps.playbook.current,
    now: now.getTime(),
  });
}

/**
 * One company, one talk: for each of these leads the card of a colleague that is live, or was claimed within the owner
 * window. The new lead is told in its thread.
 */
export async function findHosts(
  deps: HandoverDeps,
  tx: Tx,
  assessed: readonly AssessedLead[],
  now: Date,
): Promise<(one: AssessedLead) => Handover | null> {
  const companies = [...new Set(assessed.flatMap(({ lead }) => lead.companyId ?? []))];
  if (companies.length === 0) return () => null;
  const since = new Date(now.getTime() - spanMs(deps.playbook.current.owner_window));
  const talks = await tx.handover.findMany({
    where: {
      companyId: { in: companies },
      hostId: null,
      sameAsId: null,
      OR: [{ liveLeadId: { not: null } }, { claimedAt: { gte: since } }],
    },
    orderBy: [{ claimedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
  });
  const talksWith = Map.groupBy(talks, ({ companyId }) => companyId);
  return ({ lead }) => talksWith.get(lead.companyId)?.find(({ leadId }) => leadId !== lead.id) ?? null;
}

/** Plain data as the database's JSON; undefined members are dropped. */
export function asJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
