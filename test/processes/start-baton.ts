import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { AS_THIS_ONE, HARMLESS } from './as-this-one.ts';

/** One instance of Baton as its own process, as it runs in earnest. */
export interface BatonProcess extends AsyncDisposable {
  /** Where activities go; of one on a Slack of its own, where that is. */
  url: string;
  child: ChildProcess;
  /** Its log so far, a line each. */
  log: string[];
  /** How it ended: its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
  /** Ends it without a word. */
  kill(): Promise<void>;
}

/**
 * Starts an instance with nothing in its environment but what is given, and waits until it runs; `under` is a command that
 * runs it.
 */
export async function startBatonProcess(
  env: Record<string, string>,
  under: string[] = [],
): Promise<BatonProcess> {
  const [command, ...args] = [...under, process.execPath, ...AS_THIS_ONE, resolve('src/main.ts')];
  const child = spawn(command, args, {
    env: { ...HARMLESS, PORT: '0', PLAYBOOK: resolve('playbook.yaml'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.on('exit', (code, signal) => done(code ?? signal));
  });
  const { promise: started, resolve: runs } = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = /(?:Activities go to|Open it:) (http:\/\/[^/\s]+)/.exec(line)?.[1];
    if (url) runs(url);
  });
  const url = await Promise.race([
    started,
    ended.then((how) => Promise.reject(new Error(`Baton ended with ${how}:\n${log.join('\n')}`))),
  ]);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, child, log, ended, kill, [Symbol.asyncDispose]: kill };
}
