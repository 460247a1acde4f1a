import type { Tx } from '../database/open-database.ts';
import type { Route } from '../playbook/routes.ts';
import type { Gate } from '../scoring/assessment.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { dayAround, isWorkingTime, nextWorkingTime, workCalendar } from './working-time.ts';

/** What kind of thing holds a lead back: a gate, what a verdict left behind, or where it would go. */
export type HeldBackBy =
  | Gate['gate']
  | 'verdict'
  | 'rest'
  | 'route'
  | 'hours'
  | 'reps'
  | 'daily_cap'
  | 'budget';

/** Why a lead is not handed over now, and when to look again; without a time, when something changes. */
export interface HeldBack {
  why: string[];
  by: HeldBackBy | null; // the first of it; null when nothing does
  until: Date | null;
  /** The channel of which a rep must have a claim less, or one more rep join. */
  waitsForRepsOf?: string;
}

export const NOTHING: HeldBack = { why: [], by: null, until: null };

/** The same, looked at again earlier if time changes the score before. */
export function lookAgain(heldBack: HeldBack, changesAt: number | null): HeldBack {
  const times = [heldBack.until?.getTime(), changesAt].filter((at) => typeof at === 'number');
  return { ...heldBack, until: times.length > 0 ? new Date(Math.min(...times)) : null };
}

/** What the score and past verdicts say against handing over; null when nothing does. */
export function heldBackByLead({ lead, assessment }: AssessedLead, now: Date): HeldBack | null {
  const excluded = lead.excluded ?? lead.company?.excluded;
  if (excluded) return { why: [`excluded by a verdict: ${excluded}`], by: 'verdict', until: null };
  if (lead.recycleAt && lead.recycleAt > now) {
    return {
      why: [`back from a verdict on ${lead.recycleAt.toISOString().slice(0, 10)}`],
      by: 'rest',
      until: lead.recycleAt,
    };
  }
  const failed = assessment.gates.filter(({ passed }) => !passed);
  if (!failed[0]) return null;
  return { why: failed.map(({ says }) => says), by: failed[0].gate, until: null };
}

/** Whether the channel works now. A hand-raise may ignore it. */
export function heldBackByHours(
  deps: HandoverDeps,
  assessed: AssessedLead,
  { channel, working_hours: hours }: Route,
  now: Date,
): HeldBack | null {
  const calendar = workCalendar(deps.playbook.current, hours);
  if (ignores(deps, assessed, 'working_hours') || isWorkingTime(calendar, now)) return null;
  const why = [`#${channel} is outside its working hours`];
  return { why, by: 'hours', until: nextWorkingTime(calendar, now) };
}

/**
 * Whether the channels of these routes take one more card: their reps may have all the claims they may, or they had their
 * cap of today.
 */
export async function readRoom(
  deps: HandoverDeps,
  tx: Tx,
  { routes, full }: { routes: readonly Route[]; full: ReadonlySet<string> },
  now: Date,
): Promise<(assessed: AssessedLead, route: Route) => HeldBack | null> {
  const playbook = deps.playbook.current;
  const hadItsCap = new Map<Route, HeldBack>();
  for (const route of new Set(routes)) {
    const { channel, daily_cap: cap } = route;
    if (cap === undefined) continue;
    const day = dayAround(now, workCalendar(playbook, route.working_hours).zone);
    const today = { channel, hostId: null, createdAt: { gte: day.start, lt: day.end } };
    if ((await tx.handover.count({ where: today })) < cap) continue;
    hadItsCap.set(route, {
      why: [`#${channel} has had its ${cap} cards of today`],
      by: 'daily_cap',
      until: day.end,
    });
  }
  return (assessed, route) => {
    if (full.has(route.channel)) {
      const most = playbook.open_claims_per_rep;
      const why = `every rep of #${route.channel} has ${most} open claims, as many as the playbook allows`;
      return { why: [why], by: 'reps', until: null, waitsForRepsOf: route.channel };
    }
    return ignores(deps, assessed, 'daily_cap') ? null : (hadItsCap.get(route) ?? null);
  };
}

function ignores(
  { playbook }: HandoverDeps,
  { assessment }: AssessedLead,
  limit: 'working_hours' | 'daily_cap',
): boolean {
  return assessment.handRaise && playbook.current.hand_raise_ignores.includes(limit);
}
