import { dayAround, isWorkingTime, nextWorkingTime, workCalendar } from '../../handover/working-time.ts';
import { spanMs } from '../../playbook/duration.ts';
import type { Route } from '../../playbook/routes.ts';
import type { Playbook } from '../../playbook/schema.ts';

/** The places that channels have for cards, as they are taken. */
export interface Places {
  /**
   * The channel that takes a lead now, or until when its route has no place. A company's further leads join its talk, and
   * take none.
   */
  take(
    route: Route,
    companyId: string | null,
    handRaise: boolean,
    now: number,
  ): { channel: string } | { until: number };
  /** A card that was there already. */
  note(channel: string, companyId: string | null, at: number): void;
}

/** Working hours, daily caps and the owner window of a playbook. */
export function createPlaces(playbook: Playbook): Places {
  const cards = new Map<string, number[]>(); // channel -> times of its cards
  const talks = new Map<string, { channel: string; at: number }>(); // company -> its newest card
  const closedAt = atOneMoment(closedUntil);
  const dayAt = atOneMoment((route, at) => dayAround(at, workCalendar(playbook, route.working_hours).zone));

  function note(channel: string, companyId: string | null, at: number): void {
    const known = cards.get(channel);
    if (known) known.push(at);
    else cards.set(channel, [at]);
    if (companyId) talks.set(companyId, { channel, at });
  }

  /** When the route works again; null when it does now. */
  function closedUntil(route: Route, at: Date): number | null {
    const calendar = workCalendar(playbook, route.working_hours);
    if (isWorkingTime(calendar, at)) return null;
    return nextWorkingTime(calendar, at)?.getTime() ?? Number.POSITIVE_INFINITY;
  }

  /** When the day ends on which the channel has had all its cards; null when it may have one more. */
  function fullUntil(route: Route, at: Date): number | null {
    if (route.daily_cap === undefined) return null;
    const day = dayAt(route, at);
    const known = cards.get(route.channel) ?? [];
    const today = known.length - 1 - known.findLastIndex((card) => card < day.start.getTime());
    return today < route.daily_cap ? null : day.end.getTime();
  }

  return {
    note,
    take(route, companyId, handRaise, now) {
      const ignores = (limit: 'working_hours' | 'daily_cap') =>
        handRaise && playbook.hand_raise_ignores.includes(limit);
      const closed = ignores('working_hours') ? null : closedAt(route, new Date(now));
      if (closed !== null) return { until: closed };
      const talk = companyId ? talks.get(companyId) : undefined;
      if (talk && now - talk.at <= spanMs(playbook.owner_window)) return { channel: talk.channel };
      const full = ignores('daily_cap') ? null : fullUntil(route, new Date(now));
      if (full !== null) return { until: full };
      note(route.channel, companyId, now);
      return { channel: route.channel };
    },
  };
}

/** The same reckoning, done once a route for as long as the moment is the same: thousands of leads ask at a time. */
function atOneMoment<T>(reckon: (route: Route, at: Date) => T): (route: Route, at: Date) => T {
  let moment = Number.NaN;
  const known = new Map<Route, { result: T }>();
  return (route, at) => {
    if (at.getTime() !== moment) known.clear();
    moment = at.getTime();
    const found = known.get(route) ?? { result: reckon(route, at) };
    known.set(route, found);
    return found.result;
  };
}
