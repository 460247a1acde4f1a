import { Prisma } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Route } from '../playbook/routes.ts';
import { refoldInterest } from '../ingest/rebuild-interest.ts';
import { type AssessedLead, assessLeads, type LeadWithCompany } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { readChannelsWithRoom, readFullChannels, type SelectionDeps } from './full-channels.ts';
import { findHost, handOver } from './hand-over.ts';
import { type HeldBack, heldBackByHours, heldBackByLead, heldBackByRoom } from './hold-back.ts';
import { findRoute } from './route.ts';
import { markLeadsOfOtherModels, readModel } from './learned-model.ts';
import { noteScores } from './note-scores.ts';
import { adoptPlaybook } from './playbook-in-force.ts';
import { wakeHandover } from './snooze.ts';
import { type Note, transact } from './transact.ts';

const CHUNK = 500; // leads in memory with all that is known of them
const NOTHING: HeldBack = { why: [], until: null };

/** Where a lead goes, which channels have no rep who may claim one more, and by which model it was scored. */
interface Destination {
  route: Route | null;
  full: ReadonlySet<string>;
  modelVersion: number;
}

export interface TickResult {
  scored: number;
  handedOver: number;
}

/** Scores the leads that changed or fell due, and hands over the best of those that are ready. */
export async function scoreDueLeads(deps: SelectionDeps, now: Date): Promise<TickResult> {
  await adoptPlaybook(deps, now);
  await markLeadsOfOtherModels(deps, now);
  const withRoom = await readChannelsWithRoom(deps);
  const due = await deps.database.prisma.lead.findMany({
    where: {
      OR: [{ changedAt: { not: null } }, { dueAt: { lte: now } }, { waitsForRepsOf: { in: withRoom } }],
    },
    select: { id: true },
  });
  return scoreLeads(
    deps,
    due.map(({ id }) => id),
    now,
  );
}

/** Scores these leads now, in chunks, and hands over the best of all of them first. */
export async function scoreLeads(deps: SelectionDeps, ids: string[], now: Date): Promise<TickResult> {
  const { model, version: modelVersion } = await readModel(deps, now);
  const ready: AssessedLead[] = [];
  let scored = 0;
  for (let from = 0; from < ids.length; from += CHUNK) {
    const leads = await readLeads(deps, ids.slice(from, from + CHUNK));
    const assessed = await assessLeads(deps, deps.database.prisma, leads, model, now);
    ready.push(...(await settleAllBut(deps, assessed, now)));
    scored += assessed.length;
  }
  ready.sort(
    (a, b) =>
      Number(b.assessment.handRaise) - Number(a.assessment.handRaise) ||
      b.assessment.readiness - a.assessment.readiness,
  );
  const routes = ready.map(({ profile, assessment }) =>
    findRoute(deps.playbook.current, profile, assessment),
  );
  // Asked of Slack here, not within the transactions that follow.
  const full = await readFullChannels(deps, new Set(routes.flatMap((route) => route?.channel ?? [])));
  let handedOver = 0;
  for (const [index, one] of ready.entries())
    handedOver += Number(await settle(deps, one, { route: routes[index] ?? null, full, modelVersion }, now));
  return { scored, handedOver };
}

/** The leads with their companies, their interest as the present playbook sees it. */
async function readLeads(deps: HandoverDeps, ids: string[]): Promise<LeadWithCompany[]> {
  const { prisma } = deps.database;
  const read = (among: string[]) =>
    prisma.lead.findMany({ where: { id: { in: among } }, include: { company: true } });
  const leads = await read(ids);
  const stale = leads
    .filter((lead) => lead.lastActivityAt && lead.interestPlaybook !== deps.playbook.hash)
    .map(({ id }) => id);
  if (stale.length === 0) return leads;
  await refoldInterest(deps.database, stale, deps.playbook.current, deps.playbook.hash);
  return [...leads.filter(({ id }) => !stale.includes(id)), ...(await read(stale))];
}

/** Notes the scores of all that have a live handover or are not ready, in one statement; gives back the rest. */
async function settleAllBut(
  deps: HandoverDeps,
  assessed: AssessedLead[],
  now: Date,
): Promise<AssessedLead[]> {
  const live = await deps.database.prisma.handover.findMany({
    where: { liveLeadId: { in: assessed.map(({ lead }) => lead.id) } },
  });
  const liveOf = new Map(live.map((handover) => [handover.liveLeadId, handover]));
  const ready: AssessedLead[] = [];
  const notReady: { assessed: AssessedLead; heldBack: HeldBack }[] = [];
  for (const one of assessed) {
    const handover = liveOf.get(one.lead.id);
    if (handover) await wakeIfAsked(deps, handover, one, now);
    const heldBack = handover ? NOTHING : heldBackByLead(one, now);
    if (heldBack) notReady.push({ assessed: one, heldBack });
    else ready.push(one);
  }
  await noteScores(deps.database.prisma, notReady, now);
  return ready;
}

/** Hands the lead over, or notes what its route says against it. True when it was handed over. */
async function settle(
  deps: HandoverDeps,
  assessed: AssessedLead,
  to: Destination,
  now: Date,
): Promise<boolean> {
  try {
    return await transact(deps, async (tx, note) => {
      // Instances decide one after the other: a cap, or a company's one card, holds over what all of them do.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7226840)`;
      const heldBack = await decide(deps, tx, note, assessed, to, now);
      await noteScores(tx, [{ assessed, heldBack: heldBack ?? NOTHING }], now);
      return heldBack === null;
    });
  } catch (error) {
    if (lostToAnother(error)) return false;
    throw error;
  }
}

/**
 * Someone was faster: another instance, whose handover is the live one of the lead, or ingest, for which this lead has
 * become one with another.
 */
function lostToAnother(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (error.code === 'P2002' || error.code === 'P2003')
  );
}

async function decide(
  deps: HandoverDeps,
  tx: Tx,
  note: Note,
  assessed: AssessedLead,
  { route, full, modelVersion }: Destination,
  now: Date,
): Promise<HeldBack | null> {
  if (!route) return { why: ['no route of the playbook holds'], until: null };
  const host = await findHost(deps, tx, assessed, now);
  const byHours = heldBackByHours(deps, assessed, route, now);
  // What is told in the thread of another card takes no place in the channel: it goes to who talks with the company.
  const heldBack = byHours ?? (host ? null : await heldBackByRoom(deps, tx, assessed, { route, full }, now));
  if (heldBack) return heldBack;
  note(await handOver(deps, tx, assessed, { channel: route.channel, host, modelVersion }, now));
  return null;
}

/** A snoozed card wakes at once when its lead raises a hand after it was put to sleep. */
async function wakeIfAsked(
  deps: HandoverDeps,
  live: { id: string; state: string },
  { assessment }: AssessedLead,
  now: Date,
): Promise<void> {
  if (live.state !== 'snoozed' || !assessment.handRaise || assessment.whyNow?.trigger !== 'asked') return;
  const asleep = await deps.database.prisma.handoverEvent.findFirst({
    where: { handoverId: live.id, event: 'snooze' },
    orderBy: { id: 'desc' },
  });
  if (asleep && assessment.whyNow.at <= asleep.at.getTime()) return;
  await wakeHandover(deps, { handoverId: live.id, why: assessment.whyNow.says, now });
}
