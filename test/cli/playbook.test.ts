import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, runBaton, spawnBaton } from './run-baton.ts';

const EXAMPLE = resolve('test/playbook/example.yaml');

test('a good playbook is told in words', async () => {
  await using folder = await emptyFolder();
  const { code, out, errors } = await spawnBaton(['playbook', 'check', EXAMPLE], { cwd: folder.path });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('Leads from Germany, Austria or Switzerland go to #sales-dach');
});

test('a bad playbook shows all that is wrong, with file, line and field', async () => {
  await using folder = await emptyFolder();
  const text = readFileSync(EXAMPLE, 'utf8').replace('seller:', 'sellr:').replace('fit: 35 ', 'fit: 350 ');
  await writeFile(join(folder.path, 'mine.yaml'), text);
  const { code, out, errors } = await spawnBaton(['playbook', 'check', 'mine.yaml'], { cwd: folder.path });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(errors.trim().split('\n')).toEqual([
    'The playbook has 3 problems:',
    expect.stringMatching(/^mine\.yaml:\d+:1 seller: is missing: expected text$/),
    'mine.yaml:6:1 sellr: is not a field of the playbook; did you mean seller?',
    expect.stringMatching(/^mine\.yaml:\d+:3 gates\.fit: expected a number of at most 100$/),
  ]);
});

test('without a file the playbook of the environment is checked, whatever else the environment says', async () => {
  await using folder = await emptyFolder();
  const env = { PLAYBOOK: EXAMPLE, SLACK_BOT_TOKEN: 'nonsense', PORT: 'nonsense' };
  const { code, out } = await runBaton(['playbook', 'check'], { cwd: folder.path, env });
  expect(code).toBe(0);
  expect(out).toContain("Ledgerly's playbook");
});

test('the file .env of the folder says which playbook', async () => {
  await using folder = await emptyFolder();
  await writeFile(join(folder.path, '.env'), 'PLAYBOOK=none.yaml\n');
  const env = { PLAYBOOK: undefined };
  const { code, errors } = await runBaton(['playbook', 'check'], { cwd: folder.path, env });
  expect({ code, errors }).toEqual({
    code: 1,
    errors: 'The playbook has a problem:\nnone.yaml: there is no such file\n',
  });
});

test.each([
  ['an unknown command', ['explian', 'jane'], "error: unknown command 'explian'\n(Did you mean explain?)\n"],
  [
    'an unknown part of a command',
    ['playbook', 'chek'],
    "error: unknown command 'chek'\n(Did you mean check?)\n",
  ],
  ['a command without its lead', ['explain'], "error: missing required argument 'lead'\n"],
])('%s is answered with what was expected', async (_name, args, says) => {
  await using folder = await emptyFolder();
  expect(await runBaton(args, { cwd: folder.path })).toEqual({ code: 1, out: '', errors: says });
});

test('without a command the commands are listed', async () => {
  await using folder = await emptyFolder();
  const { errors } = await runBaton([], { cwd: folder.path });
  for (const command of ['playbook', 'explain <lead>', 'waiting', 'slack']) expect(errors).toContain(command);
});
