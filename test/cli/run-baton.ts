import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCommand } from '../../src/cli/run-command.ts';
import { AS_THIS_ONE, HARMLESS } from '../processes/as-this-one.ts';

export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

interface Surroundings {
  cwd: string;
  env?: Record<string, string | undefined>;
}

/**
 * Runs `npm run baton -- <args>` in a folder, with nothing in its environment but what the test says; here, in this
 * process, since one of its own takes ten times as long to begin.
 */
export async function runBaton(args: string[], surroundings: Surroundings): Promise<Ended> {
  const out: string[] = [];
  const errors: string[] = [];
  const here = { cwd: process.cwd(), env: process.env };
  const env = environmentOf(surroundings);
  process.chdir(surroundings.cwd);
  process.env = env;
  try {
    const code = await runCommand(args, {
      say: (lines) => void out.push(`${lines}\n`),
      complain: (lines) => void errors.push(`${lines}\n`),
    });
    return { code, out: out.join(''), errors: errors.join('') };
  } finally {
    process.chdir(here.cwd);
    process.env = here.env;
  }
}

/** The same as a process of its own. */
export async function spawnBaton(args: string[], surroundings: Surroundings): Promise<Ended> {
  const child = spawn(process.execPath, [...AS_THIS_ONE, resolve('src/cli/main.ts'), ...args], {
    cwd: surroundings.cwd,
    env: environmentOf(surroundings),
  });
  const ended = new Promise<number | null>((done) => void child.on('close', done));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, errors };
}

function environmentOf({ env = {} }: Surroundings): Record<string, string | undefined> {
  const given = { ...HARMLESS, PLAYBOOK: resolve('playbook.yaml'), ...env };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** An empty folder, gone at the end of the test. */
export async function emptyFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'baton-cli-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
