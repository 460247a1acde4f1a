import { type AssessedLead, assessLeads } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { readChannelsWithRoom, readFullChannels, type SelectionDeps } from './full-channels.ts';
import { type HeldBack, heldBackByLead, lookAgain, NOTHING } from './hold-back.ts';
import { findRoute } from './route.ts';
import { type Learned, markLeadsOfOtherModels, readModel } from './learned-model.ts';
import { noteScores } from './note-scores.ts';
import { adoptPlaybook } from './playbook-in-force.ts';
import { readLeads } from './read-leads.ts';
import { takeSecondLook } from './second-look.ts';
import { holdBackUntilPlace, type Ready, settle } from './settle.ts';
import { wakeHandover } from './snooze.ts';

const CHUNK = 500; // leads in memory with all that is known of them

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
  const learned = await readModel(deps, now);
  const ready: Ready[] = [];
  let scored = 0;
  for (let from = 0; from < ids.length; from += CHUNK) {
    const leads = await readLeads(deps, ids.slice(from, from + CHUNK));
    const assessed = await assessLeads(deps, deps.database.prisma, leads, learned.model, now);
    for (const one of await settleAllBut(deps, assessed, now))
      ready.push({ assessed: one, route: findRoute(deps.playbook.current, one.profile, one.assessment) });
    scored += assessed.length;
  }
  ready.sort(
    ({ assessed: { assessment: a } }, { assessed: { assessment: b } }) =>
      Number(b.handRaise) - Number(a.handRaise) || b.readiness - a.readiness,
  );
  return { scored, handedOver: await handOverBest(deps, ready, learned, now) };
}

/** Hands over those for whom there is a place, the first first; gives back how many, with those who came by chance. */
async function handOverBest(
  deps: SelectionDeps,
  ready: readonly Ready[],
  learned: Learned,
  now: Date,
): Promise<number> {
  // Asked of Slack here, not within the transactions that follow.
  const full = await readFullChannels(deps, new Set(ready.flatMap(({ route }) => route?.channel ?? [])));
  const by = { full, modelVersion: learned.version };
  let handedOver = 0;
  for (let at = 0; at < ready.length; at++) {
    const [one, ...behind] = ready.slice(at, at + CHUNK);
    const made = one && (await settle(deps, one, by, now));
    if (!made) {
      // Where one finds no place, most behind it find none.
      at += await holdBackUntilPlace(deps, behind, by, now);
      continue;
    }
    handedOver += 1;
    // What is told in the thread of another card took no place.
    if (made.hostId === null)
      handedOver += Number(await takeSecondLook(deps, { channel: made.channel, full, learned }, now));
  }
  return handedOver;
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
    const byLead = heldBackByLead(one, now);
    if (handover) notReady.push({ assessed: one, heldBack: NOTHING });
    else if (byLead) notReady.push({ assessed: one, heldBack: lookAgain(byLead, one.changesAt) });
    else ready.push(one);
  }
  await noteScores(deps.database.prisma, notReady, now);
  return ready;
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
