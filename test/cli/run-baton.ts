import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { AS_THIS_ONE, HARMLESS } from '../processes/as-this-one.ts';

export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

/** Runs `npm run baton -- <args>` in a folder, with nothing in its environment but what the test says. */
export async function runBaton(
  args: string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string | undefined> },
): Promise<Ended> {
  const child = spawn(process.execPath, [...AS_THIS_ONE, resolve('src/cli/main.ts'), ...args], {
    cwd,
    env: { ...HARMLESS, PLAYBOOK: resolve('playbook.yaml'), ...env },
  });
  const ended = new Promise<number | null>((done) => void child.on('close', done));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, errors };
}

/** An empty folder, gone at the end of the test. */
export async function emptyFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'baton-cli-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
