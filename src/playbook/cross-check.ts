import { ServiceLevels } from './after-handover.ts';
import { Span, spanMs } from './duration.ts';
import type { Issue } from './issues.ts';
import { entriesAt, partAt } from './read-part.ts';
import { TimeOfDay } from './values.ts';

/**
 * What single fields can't show: names that nothing bears, ids used twice, routes that nothing reaches, ends before
 * beginnings. It takes the file as it stands and checks what of it is well-formed, so that these problems show
 * together with all others.
 */
export function crossCheck(file: unknown): Issue[] {
  return [
    ...['topics', 'reject_reasons', 'outcomes'].flatMap((list) => usedTwice(file, list)),
    ...entriesAt(file, 'fit', 'employees').flatMap((range, at) =>
      checkRange(range, ['fit', 'employees', at]),
    ),
    ...entriesAt(file, 'topics').flatMap((topic, at) => checkMatch(topic, ['topics', at, 'match'])),
    ...entriesAt(file, 'routes').flatMap((route, at) => checkRoute(file, route, at)),
    ...checkServiceLevels(file),
  ];
}

function usedTwice(file: unknown, list: string): Issue[] {
  const ids = entriesAt(file, list).map((entry) => partAt(entry, 'id'));
  return ids.flatMap((id, at) =>
    typeof id === 'string' && ids.indexOf(id) < at
      ? [{ path: [list, at, 'id'], message: `${id} is used twice` }]
      : [],
  );
}

function checkRange(range: unknown, path: PropertyKey[]): Issue[] {
  const [min, max] = [partAt(range, 'min'), partAt(range, 'max')];
  if (isFields(range) && min === undefined && max === undefined)
    return [{ path, message: 'expected min, max or both' }];
  return typeof min === 'number' && typeof max === 'number' && min > max
    ? [{ path: [...path, 'min'], message: `expected at most max, which is ${max}` }]
    : [];
}

function checkMatch(topic: unknown, path: PropertyKey[]): Issue[] {
  const isEmpty = (list: unknown) => list === undefined || (Array.isArray(list) && list.length === 0);
  const match = partAt(topic, 'match');
  return isFields(match) && isEmpty(partAt(match, 'urls')) && isEmpty(partAt(match, 'tags'))
    ? [{ path, message: 'expected urls, tags or both' }]
    : [];
}

function checkRoute(file: unknown, route: unknown, at: number): Issue[] {
  const path = ['routes', at];
  const when = partAt(route, 'when');
  const hours = partAt(route, 'working_hours');
  const from = TimeOfDay.safeParse(partAt(hours, 'from')).data;
  const to = TimeOfDay.safeParse(partAt(hours, 'to')).data;
  const roles = entriesAt(file, 'fit', 'roles').map((role) => partAt(role, 'level'));
  const topics = entriesAt(file, 'topics').map((topic) => partAt(topic, 'id'));
  const always =
    isFields(route) && (when === undefined || (isFields(when) && Object.keys(when).length === 0));
  const isLast = at === entriesAt(file, 'routes').length - 1;
  return [
    ...unknownNames(entriesAt(when, 'level'), roles, 'no role rule has the level', [
      ...path,
      'when',
      'level',
    ]),
    ...unknownNames(entriesAt(when, 'topic'), topics, 'there is no topic', [...path, 'when', 'topic']),
    ...checkRange(partAt(when, 'employees'), [...path, 'when', 'employees']),
    ...(from && to && from >= to
      ? [{ path: [...path, 'working_hours', 'from'], message: `expected a time before to, which is ${to}` }]
      : []),
    ...(always && !isLast
      ? [{ path, message: 'holds for every lead, so the routes below are never reached' }]
      : []),
  ];
}

function unknownNames(wanted: unknown[], known: unknown[], says: string, path: PropertyKey[]): Issue[] {
  if (known.some((name) => typeof name !== 'string')) return []; // one can't be read, and may be the one wanted
  return wanted.flatMap((name, at) =>
    typeof name === 'string' && !known.includes(name)
      ? [{ path: [...path, at], message: `${says} ${name}` }]
      : [],
  );
}

function checkServiceLevels(file: unknown): Issue[] {
  const written = (field: string) => partAt(file, 'service_levels', field);
  const spanOf = (field: keyof typeof ORDERED_DEFAULTS) =>
    written(field) === undefined ? ORDERED_DEFAULTS[field] : Span.safeParse(written(field)).data;
  const inOrder = [
    ['nudge_after', 'escalate_after'],
    ['escalate_after', 'expire_after'],
    ['outcome_due_after', 'release_after'],
  ] as const;
  const issues: Issue[] = [];
  for (const [first, second] of inOrder) {
    const [sooner, later] = [spanOf(first), spanOf(second)];
    if (!sooner || !later || spanMs(sooner) <= spanMs(later)) continue;
    issues.push({
      path: ['service_levels', first],
      message: `expected at most ${second}, which is ${later.amount}${later.unit}`,
    });
  }
  if (written('escalate_after') !== undefined && written('escalate_to') === undefined)
    issues.push({
      path: ['service_levels', 'escalate_to'],
      message: 'is missing: expected whom to mention after escalate_after',
    });
  return issues;
}

/** What holds where the file says nothing. */
const { escalate_to: _name, ...ORDERED_DEFAULTS } = ServiceLevels.parse({});

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
