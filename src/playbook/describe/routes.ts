import type { Route, RouteCondition, WorkingHours } from '../routes.ts';
import type { Playbook } from '../schema.ts';
import { all, country, counted, either, employees, named, span, weekdays } from './words.ts';

/** Where leads go, when, and how many. */
export function describeRoutes(playbook: Playbook): string[] {
  const { routes, hand_raise_ignores: ignored, holidays } = playbook;
  return [
    ...routes.map((route, index) => `${describeRoute(route, index)}.`),
    ...(routes.every(({ when }) => when && Object.keys(when).length > 0)
      ? ['Leads for whom none of this holds are not handed over.']
      : []),
    holidays.length === 0 ? 'No holidays are kept.' : `Nobody works on ${all(holidays)}.`,
    ignored.length === 0
      ? 'A lead that asks for us waits like any other.'
      : `A lead that asks for us does not wait for ${either(ignored.map((limit) => `the ${named(limit)}`))}.`,
    `A rep holds at most ${counted(playbook.open_claims_per_rep, 'open claim')}.`,
    `If someone of the company has a live card, or was claimed in the last ${span(playbook.owner_window)}, their owner is told in that card's thread; no second card is posted.`,
  ];
}

function describeRoute(
  { when, channel, working_hours: hours, daily_cap: cap }: Route,
  index: number,
): string {
  const conditions = when ? describeCondition(when) : [];
  const who =
    conditions.length > 0 ? `Leads ${conditions.join(' ')}` : index === 0 ? 'All leads' : 'All other leads';
  const limits = [
    hours ? describeHours(hours) : 'round the clock',
    cap === undefined ? 'as many as there are' : `at most ${counted(cap, 'card')} a day`,
  ];
  return `${index + 1}. ${who} go to #${channel}: ${limits.join(', ')}`;
}

function describeCondition({
  country: countries,
  industry,
  level,
  topic,
  employees: size,
}: RouteCondition): string[] {
  return [
    countries && `from ${either(countries.map(country))}`,
    industry && `in ${either(industry)}`,
    size && `with ${employees(size)}`,
    level && `of the level ${either(level)}`,
    topic && `interested in ${either(topic)}`,
  ].filter((part) => part !== undefined);
}

function describeHours({ days, from, to, timezone }: WorkingHours): string {
  return `${weekdays(days)} from ${from} to ${to}${timezone ? `, ${timezone} time` : ''}`;
}
