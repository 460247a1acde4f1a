import { expect, test } from 'vitest';
import { crossCheck } from '../../src/playbook/cross-check.ts';
import { describePlaybook } from '../../src/playbook/describe/describe.ts';
import { type FieldSchema, playbookFields } from '../../src/playbook/fields.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { Playbook } from '../../src/playbook/schema.ts';
import { fullPlaybook } from './full.ts';
import { keyOf, pathsOf, valueAt, withValue } from './one-leaf-a-line.ts';

const FULL = fullPlaybook();
const LEAVES = pathsOf(FULL).filter((path) => typeof valueAt(FULL, path) !== 'object');

/** What a file that says so is read as; by way of its text it would take ten times as long. */
function load(value: unknown): Playbook | null {
  const { data } = Playbook.safeParse(value);
  return data && crossCheck(value).length === 0 ? data : null;
}

/** Other values that a leaf may take; those that its field refuses are passed over. */
function othersThan(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1, value / 2, undefined];
  if (typeof value === 'boolean') return [!value, undefined];
  const words =
    'other US fit.role interest nothing America/New_York 10:30 11:30 sat tue-thu 2h 11d company lead name company_context daily_cap working_hours user audit';
  return [undefined, `${String(value)} too`, ...words.split(' '), 'tuesday 10:00', '2026-12-31'];
}

/** The full playbook with another name wherever this one stands: for names that routes refer to. */
function renamed(name: string): unknown {
  const text = JSON.stringify(FULL).replaceAll(JSON.stringify(name), JSON.stringify(`${name}s`));
  return JSON.parse(text);
}

const before = load(FULL);
const described = before && describePlaybook(before);

test('the full playbook has every field of the schema', () => {
  const places = new Set(pathsOf(FULL).map(keyOf));
  const general = new Set([...places].map((place) => place.replaceAll(/\[\d+\]/g, '[]')));
  const fieldsOf = (node: FieldSchema, at: string): string[] =>
    [
      ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => [
        `${at}.${name}`,
        ...fieldsOf(child, `${at}.${name}`),
      ]),
      ...(node.items ? fieldsOf(node.items, `${at}[]`) : []),
    ].map((place) => place.replace(/^\./, ''));
  expect(fieldsOf(playbookFields(), '').filter((field) => !general.has(field))).toEqual([]);
  const signal = playbookFields().properties?.['interest']?.properties?.['signals']?.additionalProperties;
  const signalFields = typeof signal === 'object' ? Object.keys(signal.properties ?? {}) : [];
  expect(signalFields).toContain('once_per');
  const inUse = new Set([...places].map((place) => /^interest\.signals\.\w+\.(\w+)$/.exec(place)?.[1]));
  expect(signalFields.filter((field) => !inUse.has(field))).toEqual([]);
});

test.each(LEAVES.filter((path) => path[0] !== 'version').map((path) => ({ path, field: keyOf(path) })))(
  'the description says $field',
  ({ path }) => {
    const value = valueAt(FULL, path);
    const others = othersThan(value).map((other) => withValue(FULL, path, other));
    const changed = [...others, ...(typeof value === 'string' ? [renamed(value)] : [])]
      .values()
      .map(load)
      .filter((playbook) => playbook !== null && JSON.stringify(playbook) !== JSON.stringify(before))
      .take(3)
      .toArray();
    expect(changed).not.toEqual([]);
    for (const playbook of changed) expect(playbook && describePlaybook(playbook)).not.toBe(described);
  },
);

test('a route reads as a sentence', () => {
  expect(described).toContain(
    '1. Leads from Germany, Austria or Switzerland in manufacturing or logistics with 500 to 9,000 employees of the level decision maker or champion interested in slow-close go to #sales-dach: Monday to Friday from 09:00 to 18:00, Europe/Berlin time, at most 8 cards a day.',
  );
});

test.each(['test/playbook/example.yaml', 'playbook.yaml'])('%s is described without code', (file) => {
  const loaded = loadPlaybook(file);
  expect(loaded.ok && describePlaybook(loaded.playbook)).not.toMatch(/[[\]]|undefined|null|\[object|":/);
});
