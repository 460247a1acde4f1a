import type { Tx } from '../database/open-database.ts';
import type { Route } from '../playbook/routes.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { dayAround, isWorkingTime, nextWorkingTime } from './working-time.ts';

/** Why a lead is not handed over now, and when to look again; without a time, when something changes. */
export interface HeldBack {
  why: string[];
  until: Date | null;
}

/** What the score and past verdicts say against handing over; null when nothing does. */
export function heldBackByLead({ lead, assessment }: AssessedLead, now: Date): HeldBack | null {
  const excluded = lead.excluded ?? lead.company?.excluded;
  if (excluded) return { why: [`excluded by a verdict: ${excluded}`], until: null };
  if (lead.recycleAt && lead.recycleAt > now) {
    return {
      why: [`back from a verdict on ${lead.recycleAt.toISOString().slice(0, 10)}`],
      until: lead.recycleAt,
    };
  }
  if (!assessment.passed) {
    return { why: assessment.gates.filter(({ passed }) => !passed).map(({ says }) => says), until: null };
  }
  return null;
}

/** What the channel says against one more card now: its hours and its cap. A hand-raise may ignore them. */
export async function heldBackByRoute(
  deps: HandoverDeps,
  tx: Tx,
  { assessment }: AssessedLead,
  route: Route,
  now: Date,
): Promise<HeldBack | null> {
  const playbook = deps.playbook.current;
  const ignores = (limit: 'working_hours' | 'daily_cap') =>
    assessment.handRaise && playbook.hand_raise_ignores.includes(limit);
  const hours = route.working_hours;
  if (!ignores('working_hours') && !isWorkingTime(hours, now, playbook.timezone, playbook.holidays)) {
    const until = nextWorkingTime(hours, now, playbook.timezone, playbook.holidays);
    return { why: [`#${route.channel} is outside its working hours`], until };
  }
  if (route.daily_cap === undefined || ignores('daily_cap')) return null;
  const day = dayAround(now, hours?.timezone ?? playbook.timezone);
  const today = await tx.handover.count({
    where: { channel: route.channel, hostId: null, createdAt: { gte: day.start, lt: day.end } },
  });
  if (today < route.daily_cap) return null;
  return { why: [`#${route.channel} has had its ${route.daily_cap} cards of today`], until: day.end };
}
