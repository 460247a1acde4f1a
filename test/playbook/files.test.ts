import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatProblems, loadPlaybook, parsePlaybook } from '../../src/playbook/load.ts';

const EXAMPLE = readFileSync('test/playbook/example.yaml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'playbook-'));

function fileWith(content: string | Buffer): string {
  const file = join(folder, `${randomBytes(6).toString('hex')}.yaml`);
  writeFileSync(file, content);
  return file;
}

test.each([
  ['a missing file', () => join(folder, 'none.yaml'), 'there is no such file'],
  ['a folder', () => folder, 'is a folder: expected a file'],
  ['an empty file', () => fileWith(''), 'is empty: expected a playbook'],
  ['comments alone', () => fileWith('# nothing yet\n'), 'is empty: expected a playbook'],
  ['a binary file', () => fileWith(randomBytes(4096)), 'is no text: expected a playbook, in YAML'],
  ['5 MB', () => fileWith(`# ${'x'.repeat(5e6)}`), 'is 5.0 MB long: expected a playbook, at most 1 MB'],
  ['a list', () => fileWith('- a\n'), 'expected fields with values, found a list'],
  ['a word', () => fileWith('hello'), 'expected fields with values, found the text "hello"'],
])('%s is refused with what was expected', (_name, make, message) => {
  const loaded = loadPlaybook(make());
  expect(loaded.ok ? [] : loaded.problems).toContainEqual(expect.objectContaining({ field: '', message }));
});

test.each([
  ['a key that is there twice', 'seller: Ledgerly', 'seller: A\nseller: B', /unique/, 1],
  ['a bracket that never closes', 'industries: {', 'industries: {{', /end with a }/, 1],
  ['a tab as indentation', '  half_life_days: 14', '\thalf_life_days: 14', /[Tt]ab/, 0],
  ['an alias of nothing', 'points: 30\n', 'points: *nothing\n', /alias/i, 0],
  ['an unknown tag', 'seller: Ledgerly', 'seller: !company Ledgerly', /tag/, 0],
  ['a second document', 'seller: Ledgerly', '---\nseller: Ledgerly', /document/, 0],
])('%s is refused at its line', (_name, from, to, message, linesDown) => {
  const text = EXAMPLE.replace(from, to);
  expect(text).not.toBe(EXAMPLE);
  const line = text.slice(0, text.indexOf(to)).split('\n').length + linesDown;
  const loaded = parsePlaybook(text, 'p.yaml');
  expect(loaded.ok ? [] : loaded.problems).toContainEqual(
    expect.objectContaining({ line, message: expect.stringMatching(message) }),
  );
});

test('anchors serve, and what is wrong in one shows where it is used too', () => {
  const anchored = EXAMPLE.replace('working_hours: {', 'working_hours: &hours {').replace(
    /working_hours: \{ days: mon-fri, from: "08:00".*\}/,
    'working_hours: *hours',
  );
  expect(anchored).toContain('*hours');
  expect(parsePlaybook(anchored, 'p.yaml')).toMatchObject({ ok: true });

  const wrong = parsePlaybook(anchored.replace('from: "09:00"', 'from: "9"'), 'p.yaml');
  const lineOf = (part: string) => anchored.split('\n').findIndex((line) => line.includes(part)) + 1;
  expect(wrong.ok ? [] : wrong.problems).toEqual([
    expect.objectContaining({ field: 'routes[0].working_hours.from', line: lineOf('&hours') }),
    expect.objectContaining({ field: 'routes[1].working_hours.from', line: lineOf('*hours') }),
  ]);
});

test('aliases that would unfold without end are refused', () => {
  const tenTimes = (name: string) => `[${Array.from({ length: 10 }, () => `*${name}`).join(', ')}]`;
  const text = [
    'a: &a [1]',
    ...['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map(([of = '', name]) => `${name}: &${name} ${tenTimes(of)}`),
  ];
  const loaded = parsePlaybook(text.join('\n'), 'p.yaml');
  expect(loaded.ok ? [] : loaded.problems).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/alias/i) }),
  ]);
});

test('problems come in the order of the file, each with a hint where a word is nearly right', () => {
  const text = EXAMPLE.replace('seller:', 'sellr:')
    .replace('half_life_days: 14 ', 'half_life_day: 14 ')
    .replace('fit: 35 ', 'fit: 350 ')
    .replace('hand_raise_ignores: [working_hours', 'hand_raise_ignores: [working_hour')
    .replace('- id: audit', '- id: intercompany');
  const loaded = parsePlaybook(text, 'p.yaml');
  const said = formatProblems(loaded.ok ? [] : loaded.problems).split('\n');
  expect(said).toEqual([
    'The playbook has 6 problems:',
    expect.stringMatching(/^p\.yaml:\d+:1 seller: is missing: expected text$/),
    expect.stringMatching(/^p\.yaml:6:1 sellr: is not a field of the playbook; did you mean seller\?$/),
    expect.stringMatching(
      /interest\.half_life_day: is not a field of the playbook; did you mean half_life_days\?$/,
    ),
    expect.stringMatching(/topics\[2\]\.id: intercompany is used twice$/),
    expect.stringMatching(/gates\.fit: expected a number of at most 100$/),
    expect.stringMatching(
      /hand_raise_ignores\[0\]: expected working_hours, daily_cap, or weekly_budget; did you mean working_hours\?$/,
    ),
  ]);
});
