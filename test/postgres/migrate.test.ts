import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AS_THIS_ONE } from '../processes/as-this-one.ts';
import { newPostgres } from '../database/test-database.ts';

const SCRIPT = fileURLToPath(new URL('./migrate-when-told.ts', import.meta.url));
const ALL = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

test('of processes that migrate an empty database at once one applies everything, and all go on', async () => {
  const { url } = await newPostgres({ empty: true });
  const processes = Array.from({ length: 3 }, () => startMigrating(url));
  await Promise.all(processes.map(({ ready }) => ready()));
  const applied = await Promise.all(processes.map(({ migrate }) => migrate()));
  expect(applied.toSorted((a, b) => b.length - a.length)).toEqual([ALL, [], []]);
});

function startMigrating(url: string) {
  const child = spawn(process.execPath, [...AS_THIS_ONE, SCRIPT], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {
    ready: () => next(),
    migrate: async (): Promise<string[]> => {
      child.stdin.write('go\n');
      return JSON.parse(await next()) as string[];
    },
  };
}
