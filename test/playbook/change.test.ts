import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changePlaybook } from '../../src/playbook/change.ts';

const EXAMPLE = readFileSync('test/playbook/example.yaml', 'utf8');
const change = (points: string, gates = {}) => changePlaybook(EXAMPLE, { points, gates });

/** The lines of a text that another one has not. */
function changedLines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}

test('numbers are changed in their place, and nothing else of the text', () => {
  const changed = change(
    'role:Decision Maker +20\nsignal:pricing_viewed = 7.5\nindustry:manufacturing 0\nemployees:200-5000 -5\n',
    {
      fit: '40',
      interest: '30',
      readiness: '',
    },
  );
  expect(changed.ok && changed.says).toEqual([
    'fit gate 35 → 40',
    'role:decision maker +30 → +20',
    'signal:pricing_viewed +15 → +7.5',
    'industry:manufacturing +15 → 0',
    'employees:200-5000 +20 → -5',
  ]);
  expect(changed.ok && changed.playbook.fit.roles[0]?.points).toBe(20);
  expect(changed.ok && changedLines(EXAMPLE, changed.source)).toEqual([
    '  industries: { manufacturing: 0, logistics: 15, wholesale: 10, software: 5, education: -10 }',
    '    - { min: 200, max: 5000, points: -5 }',
    '    pricing_viewed:        { points: 7.5, meaningful: true, half_life_days: 14, once_per: 1w, says: looked at pricing }',
    '  fit: 40                             # 0-100',
  ]);
  expect(changed.ok && changed.source.split('\n')).toHaveLength(EXAMPLE.split('\n').length);
});

test('what the text does not say yet is added, and its comments stay', () => {
  const changed = changePlaybook(EXAMPLE.replace(/^ {2}readiness:.*\n/m, ''), {
    points: '',
    gates: { readiness: '60' },
  });
  expect(changed.ok && changed.playbook.gates.readiness).toBe(60);
  const comments = new Set(EXAMPLE.match(/#.*$/gm));
  expect(comments.size).toBeGreaterThan(10);
  expect([...comments].filter((comment) => !(changed.ok && changed.source.includes(comment)))).toEqual([]);
});

test.each([
  ['', {}, 'points', /as it is now/],
  ['role:decision maker +30', { fit: '35' }, 'points', /as it is now/],
  ['', { fit: 'high' }, 'fit', /from 0 to 100/],
  ['', { readiness: '101' }, 'readiness', /from 0 to 100/],
  ['role:decision maker', {}, 'points', /expected a term and its points/],
  ['signal:pricing_view 3', {}, 'points', /did you mean signal:pricing_viewed\?/],
  ['shoes:red 3', {}, 'points', /no points for “shoes:red”\. There are role:decision maker/],
])('%j with %j is refused at %s', (points, gates, at, message) => {
  expect(change(points, gates)).toMatchObject({
    ok: false,
    problems: [{ at, message: expect.stringMatching(message) }],
  });
});
