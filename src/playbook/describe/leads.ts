import type { Fit, Playbook, Signal } from '../schema.ts';
import { all, country, counted, either, employees, named, number, quoted, signed, span } from './words.ts';

/** Who fits, and who is never handed over. */
export function describeFit({
  roles,
  industries,
  employees: sizes,
  countries,
  email,
  exclude,
}: Fit): string[] {
  const table = (points: Record<string, number>, name = (key: string) => key) =>
    all(Object.entries(points).map(([key, worth]) => `${name(key)} ${signed(worth)}`));
  return [
    ...(roles.length > 0 ? ['Roles, of which the first that matches counts:'] : []),
    ...roles.map(({ match, level, points }) => `  ${level}, ${signed(points)} points: ${either(match)}.`),
    ...(sizes.length > 0 ? ['Sizes, of which the first that holds counts:'] : []),
    ...sizes.map(({ points, ...range }) => `  ${employees(range)}, ${signed(points)} points.`),
    ...(Object.keys(industries).length > 0 ? [`Industries: ${table(industries)} points.`] : []),
    ...(Object.keys(countries).length > 0
      ? [`Countries: ${table(countries, (code) => `${country(code)} (${code})`)} points.`]
      : []),
    `Email addresses: ${table(email)} points.`,
    ...(exclude.domains.length > 0 ? [`Never handed over: whoever is at ${either(exclude.domains)}.`] : []),
    ...(exclude.tags.length > 0 ? [`Never handed over: whoever is tagged ${either(exclude.tags)}.`] : []),
  ];
}

/** What shows interest, and for how long. */
export function describeInterest({ half_life_days: days, signals }: Playbook['interest']): string[] {
  return [
    `Half of an action's points are gone after ${counted(days, 'day')}, if nothing else is said.`,
    ...Object.entries(signals).map(([name, signal]) => `${name}: ${describeSignal(signal)}.`),
  ];
}

function describeSignal(signal: Signal): string {
  const { points, half_life_days: days, once_per: once, cap, says, noun } = signal;
  return [
    points === undefined ? 'no points' : `${signed(points)} points`,
    says && `a card says ${quoted(says)}`,
    noun && `each is a ${noun}`,
    days !== undefined && `half is gone after ${counted(days, 'day')}`,
    once && `counts once in ${span(once)}`,
    cap !== undefined && `never more than ${number(cap)} points at a time`,
    signal.meaningful && 'meaningful',
    signal.meaningful_from !== undefined &&
      `meaningful from ${counted(signal.meaningful_from, 'different piece')} on`,
    signal.hand_raise && 'asks for us, so it is scored at once',
    signal.resets && 'interest starts again from nothing',
  ]
    .filter(Boolean)
    .join('; ');
}

/** What content is about, and what follows from it. */
export function describeTopics(topics: Playbook['topics']): string[] {
  return topics.map(({ id, name, match, problem, angle }) => {
    const by = [
      match.urls.length > 0 && `an address like ${either(match.urls)}`,
      match.tags.length > 0 && `the tag ${either(match.tags)}`,
    ].filter((part) => part !== false);
    return `${name} (${id}): content with ${either(by)}. Problem: ${quoted(problem)}. Angle: ${quoted(angle)}.`;
  });
}

/** What a lead must pass to be handed over. */
export function describeGates({
  fit,
  interest,
  readiness,
  why_now_days: days,
  context,
}: Playbook['gates']): string[] {
  return [
    `Fit of at least ${number(fit)}, interest of at least ${number(interest)} and readiness of at least ${number(readiness)}, each of 100.`,
    `A meaningful action in the last ${counted(days, 'day')}.`,
    context.length === 0
      ? 'No field of the brief has to be known.'
      : `These fields of the brief are known: ${all(context.map(named))}.`,
  ];
}
