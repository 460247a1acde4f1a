import { dayAround, isWorkingTime, workCalendar } from '../../handover/working-time.ts';
import { spanMs } from '../../playbook/duration.ts';
import type { Route } from '../../playbook/routes.ts';
import type { Playbook } from '../../playbook/schema.ts';

/** The places that channels have for cards, as they are taken. */
export interface Places {
  /** The channel that takes a lead now; null when its route has no place. A company's further leads join its talk. */
  take(route: Route, companyId: string | null, handRaise: boolean, now: number): string | null;
  /** A card that was there already. */
  note(channel: string, companyId: string | null, at: number): void;
}

/** Working hours, daily caps and the owner window of a playbook. */
export function createPlaces(playbook: Playbook): Places {
  const cards = new Map<string, number[]>(); // channel -> times of its cards
  const talks = new Map<string, { channel: string; at: number }>(); // company -> its newest card

  function note(channel: string, companyId: string | null, at: number): void {
    const known = cards.get(channel);
    if (known) known.push(at);
    else cards.set(channel, [at]);
    if (companyId) talks.set(companyId, { channel, at });
  }

  function hasPlace(route: Route, handRaise: boolean, now: number): boolean {
    const calendar = workCalendar(playbook, route.working_hours);
    const ignores = (limit: 'working_hours' | 'daily_cap') =>
      handRaise && playbook.hand_raise_ignores.includes(limit);
    const at = new Date(now);
    if (!ignores('working_hours') && !isWorkingTime(calendar, at)) return false;
    if (route.daily_cap === undefined || ignores('daily_cap')) return true;
    const { start } = dayAround(at, calendar.zone);
    const before = (cards.get(route.channel) ?? []).findLastIndex((card) => card < start.getTime());
    return (cards.get(route.channel)?.length ?? 0) - 1 - before < route.daily_cap;
  }

  return {
    note,
    take(route, companyId, handRaise, now) {
      if (!hasPlace(route, handRaise, now)) return null;
      const talk = companyId ? talks.get(companyId) : undefined;
      if (talk && now - talk.at <= spanMs(playbook.owner_window)) return talk.channel;
      note(route.channel, companyId, now);
      return route.channel;
    },
  };
}
