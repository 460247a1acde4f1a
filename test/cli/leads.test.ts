import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBatonOn } from '../end-to-end/start.ts';
import { newStoredDatabase } from '../database/test-database.ts';
import { CHECKLIST, JANE } from '../end-to-end/leads.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { emptyFolder, runBaton, spawnBaton } from './run-baton.ts';

const DAY_MS = 86_400_000;
const KIM = { email: 'kim@acme.example', name: 'Kim Doe' };
let folder: Awaited<ReturnType<typeof emptyFolder>>;
let kept: Awaited<ReturnType<typeof newStoredDatabase>>;
let whileRunning: Awaited<ReturnType<typeof spawnBaton>>;

function didIt(id: string, type: string, daysAgo: number, lead: object, content?: object) {
  return {
    id,
    type,
    at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
    lead,
    ...(content && { content }),
  };
}

const baton = (args: string[], env: Record<string, string> = kept.env) =>
  runBaton(args, { cwd: folder.path, env });

beforeAll(async () => {
  folder = await emptyFolder();
  kept = await newStoredDatabase();
  await using slack = await startSlack({ commands: [] });
  await using running = await startBatonOn(slack, { database: kept.choice });
  running.clock.now = new Date();
  await running.post(
    didIt('1', 'resource_downloaded', 3, JANE, CHECKLIST),
    didIt('2', 'webinar_attended', 2, JANE, {
      title: 'Close in five days',
      url: 'https://ledgerly.example/fast-close',
    }),
    didIt('3', 'pricing_viewed', 1, JANE),
    didIt('4', 'careers_viewed', 1, KIM),
  );
  await running.tick();
  whileRunning = await spawnBaton(['waiting'], { cwd: folder.path, env: kept.env });
});

afterAll(async () => {
  await kept[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test('a reckoning adds up to the points that it names, and they to the readiness', async () => {
  const { code, out, errors } = await baton(['explain', 'jane@acme.example']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const points = [...out.matchAll(/^ +([+-][\d.]+) {2}(?!in all)/gm)].map(([, amount]) => Number(amount));
  const [, total, readiness] = /^ +([+-][\d.]+) {2}in all: .* = ([\d.]+)$/m.exec(out) ?? [];
  expect(points.length).toBeGreaterThan(5);
  const sum = points.reduce((one, other) => one + other, 0);
  expect(Math.abs(sum - Number(total))).toBeLessThanOrEqual(0.05 * (points.length + 1)); // each is rounded to tenths
  expect(Math.abs(100 / (1 + 2 ** (-Number(total) / 20)) - Number(readiness))).toBeLessThanOrEqual(0.2);
  expect(out).toContain('VP Finance is a decision maker');
  expect(out).toContain('Now: card in #sales-dach');
});

test('who waits is listed with why', async () => {
  const { code, out, errors } = await baton(['waiting']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toMatch(/^ +\d+ {2}Kim Doe: .*no meaningful action/m);
  expect(out).toContain('By readiness; readiness is not calibrated: 0 of 200 final verdicts are there.');
  expect(out).not.toContain('Jane Doe');
});

test('a replay sets two playbooks side by side, and says what it can not know', async () => {
  const { code, out, errors } = await baton([
    'backtest',
    '--playbook',
    resolve('playbook.yaml'),
    '--since',
    '30d',
  ]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toMatch(/In fact 1 were handed over: 0 accepted, 0 rejected, 1 unknown\./);
  expect(out).toMatch(/^handed over +\d+ +\d+$/m);
  expect(out).toMatch(/^ {2}AUC +too few +too few$/m);
  expect(out).toContain('such leads count as unknown');
});

test('the model is told term by term', async () => {
  const { code, out, errors } = await baton(['model']);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toMatch(/^Version 1 of the model, after 0 verdicts/);
  expect(out).toMatch(/^role:decision maker +\+30\.0 +\+30\.0 +[\d.]+ +0 +0 +0$/m);
});

test('a name that several have lists their emails', async () => {
  const { code, out, errors } = await baton(['explain', 'Doe']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(errors).toContain('Several leads match Doe; give the whole email:');
  expect(errors).toMatch(/^ {2}jane@acme\.example {2}Jane Doe, Acme GmbH$/m);
  expect(errors).toMatch(/^ {2}kim@acme\.example {2}Kim Doe/m);
});

test('a lead that nobody knows is said so', async () => {
  expect(await baton(['explain', 'nobody@acme.example'])).toEqual({
    code: 1,
    out: '',
    errors: 'No lead matches nobody@acme.example. Give an email, a name or a company, or a part of one.\n',
  });
});

test('a folder that a running Baton holds is left alone; a PostgreSQL is asked all the same', () => {
  const dir = kept.env['DATA_DIR'];
  const [code, says] =
    dir === undefined
      ? [0, 'Kim Doe']
      : [
          1,
          `Another Baton (process ${process.pid}) runs on the data folder ${dir}. Stop it, or set DATA_DIR to another folder.\n`,
        ];
  expect(whileRunning.code).toBe(code);
  expect(whileRunning.out + whileRunning.errors).toContain(says);
});

test('a folder that is not there is not made', async () => {
  const dir = join(folder.path, 'none');
  const asked = await baton(['waiting'], { DATA_DIR: dir });
  expect(asked).toMatchObject({
    code: 1,
    out: '',
    errors: expect.stringContaining(`There is no data in ${dir} yet.`),
  });
  expect(await baton(['waiting'], { DATA_DIR: dir })).toEqual(asked);
});

test('a data folder that is a file, or a database that does not answer, is said in one line', async () => {
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  const { code, errors } = await baton(['waiting'], { DATA_DIR: file });
  expect({ code, lines: errors.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  expect(errors).toMatch(/^Baton can not use the data folder .*: it is not a folder\. .* DATA_DIR/);

  const env = { DATABASE_URL: 'postgresql://baton:hush-hush@localhost:1/baton' };
  const unreachable = await runBaton(['waiting'], { cwd: folder.path, env });
  expect(unreachable.errors).toMatch(
    /^The database can not be opened: .*ECONNREFUSED.* Look at DATABASE_URL\.\n$/,
  );
  expect(unreachable.errors).not.toContain('hush-hush');
});
