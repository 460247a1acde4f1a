import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePlaybook, type Problem } from '../../src/playbook/load.ts';
import { keyOf, type Path, pathsOf, valueAt, withValue, writeByLine } from './one-leaf-a-line.ts';

const EXAMPLE: unknown = parse(readFileSync('test/playbook/example.yaml', 'utf8'));
const PATHS = pathsOf(EXAMPLE);
const NAMED_FREELY = ['interest.signals', 'fit.industries', 'fit.countries']; // names with values, not fields

const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** One place of each kind: of what stands in a list several times, and of names chosen freely, the first. */
const KINDS = [...Map.groupBy(PATHS, kindOf).values()].flatMap(([first]) => (first ? [first] : []));
const MAPS = [[], ...KINDS].filter(
  (path) => isMap(valueAt(EXAMPLE, path)) && !NAMED_FREELY.includes(keyOf(path)),
);

const ABSURD = [
  -1,
  0,
  0.5,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  ' ',
  'x'.repeat(10_000),
  '\u0000',
  '💥',
  '-1d',
  '99999999999w',
  '__proto__',
  null,
  true,
  [],
  {},
  [[]],
  [{}],
  { a: 1 },
  [null],
];

function kindOf(path: Path): string {
  const named = NAMED_FREELY.find((place) => keyOf(path).startsWith(`${place}.`));
  const steps = named ? path.with(named.split('.').length, '*') : path;
  return steps.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

interface Mutation {
  path: Path;
  value: unknown;
}

const mutation = fc.record({
  path: fc.constantFrom(...PATHS),
  value: fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(...ABSURD),
    fc.string(),
    fc.double(),
    fc.jsonValue(),
  ),
});

function problemsOf(value: unknown): Problem[] {
  const { text, lineOf } = writeByLine(value);
  const loaded = parsePlaybook(text, 'p.yaml');
  if (loaded.ok) return [];
  expect(loaded.problems).not.toEqual([]);
  for (const { field, line, message } of loaded.problems) {
    expect({ field, line, message }).toEqual({ field, line: nearestLine(lineOf, field), message });
    expect(message).toMatch(/expected|used twice|not a field|holds for every lead|no role rule|no topic/);
  }
  return loaded.problems;
}

/** The line of the field itself, or of what should hold it. */
function nearestLine(lineOf: Map<string, number>, field: string): number {
  const line = lineOf.get(field);
  if (line !== undefined || field === '') return line ?? 1;
  return nearestLine(lineOf, field.replace(/(\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, ''));
}

/** Whether a problem is about the place, or about something in it. */
function isAbout({ field }: Problem, path: Path): boolean {
  const place = keyOf(path);
  return field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`);
}

/** As above, or about what the place is a part of: a rule over two fields names what holds both, or the other one. */
function isNear(problem: Problem, path: Path): boolean {
  return isAbout(problem, path.slice(0, -1)) || keyOf(path).startsWith(problem.field);
}

test.each(
  KINDS.filter((path) => valueAt(EXAMPLE, path) !== true).map((path) => ({ path, field: keyOf(path) })),
)('$field takes no true', ({ path }) => {
  const problems = problemsOf(withValue(EXAMPLE, path, true));
  expect(problems.some((problem) => isAbout(problem, path))).toBe(true);
});

test.each(MAPS.map((path) => ({ path, field: keyOf(path) || 'the playbook' })))(
  '$field takes no unknown field',
  ({ path }) => {
    const unknown = [...path, 'no_such_field'];
    expect(problemsOf(withValue(EXAMPLE, unknown, 1))).toEqual([
      expect.objectContaining({ field: keyOf(unknown), message: expect.stringMatching(/^is not a field/) }),
    ]);
  },
);

test('a removed field is missed by its name, or has a default', () => {
  const named = KINDS.filter((path) => typeof path.at(-1) === 'string');
  const missed = named
    .map((path) => ({ path, problems: problemsOf(withValue(EXAMPLE, path, undefined)) }))
    .filter(({ problems }) => problems.length > 0);
  const unnamed = missed.filter(
    ({ path, problems }) =>
      !problems.some((problem) => isAbout(problem, path) || keyOf(path).startsWith(problem.field)),
  );
  expect(unnamed).toEqual([]);
  const fields = missed.map(({ path }) => keyOf(path));
  expect(fields).toEqual(expect.arrayContaining(['version', 'seller', 'routes', 'routes[0].channel']));
  expect(fields).not.toContain('gates.fit');
});

test('whatever a field says, the playbook loads or names the line and the field', () => {
  fc.assert(
    fc.property(mutation, ({ path, value }: Mutation) => {
      const problems = problemsOf(withValue(EXAMPLE, path, value));
      expect(problems.every((problem) => path.length === 1 || isNear(problem, path))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('what is wrong in two places shows at once', () => {
  const apart = fc
    .tuple(mutation, mutation)
    .filter(([a, b]) => a.path[0] !== b.path[0] && a.path.length > 1 && b.path.length > 1);
  fc.assert(
    fc.property(apart, ([a, b]) => {
      const alone = [a, b].flatMap(({ path, value }) => problemsOf(withValue(EXAMPLE, path, value)));
      const both = problemsOf(withValue(withValue(EXAMPLE, a.path, a.value), b.path, b.value));
      const key = ({ field, message }: Problem) => `${field}: ${message}`;
      expect(both.map(key).toSorted()).toEqual(alone.map(key).toSorted());
    }),
    { numRuns: 30 },
  );
});
