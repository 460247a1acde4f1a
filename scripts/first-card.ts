// What a newcomer sees of `npm start` in a clean clone, given as argument: each step of the set-up, the first card within
// ten seconds of the process being up, a clean end by Ctrl-C, and a second start that sets nothing up again and has the
// same cards. Prints what was printed; fails with a sentence.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { freePort } from '../test/processes/free-port.ts';

const FIRST_CARD_WITHIN_MS = 10_000;
const SET_UP_WITHIN_MS = 300_000; // of which installing is nearly all
const STOP_WITHIN_MS = 15_000;

const SET_UP = [/^Installing packages.*: done/, /^Generating the database client: done/, /^Migrated it/];
const IS_UP = /^Opening the database/; // the first line of the process itself
const FIRST_CARD = /^The first card stands/;
const ALL_CARDS = /^The sample leads are in: [1-9]/;

interface Start {
  /** Waits for a line, and gives it back with when it came. */
  line(pattern: RegExp): Promise<{ text: string; at: number }>;
  lines: string[];
  /** Presses Ctrl-C, and waits until all that it started is gone. */
  interrupt(): Promise<void>;
}

const [folder = '.'] = process.argv.slice(2);
const ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) };

const first = startNpm();
for (const step of SET_UP) await first.line(step);
const up = await first.line(IS_UP);
const card = await first.line(FIRST_CARD);
const tookMs = card.at - up.at;
if (tookMs > FIRST_CARD_WITHIN_MS) {
  const [load = 0] = loadavg();
  fail(
    `the first card came ${seconds(tookMs)} after the process was up, and may take ${seconds(FIRST_CARD_WITHIN_MS)}; the load is ${load.toFixed(1)} on ${availableParallelism()} cores`,
  );
}
const cards = await first.line(ALL_CARDS);
await expectCleanEnd(first);

const second = startNpm();
const again = await second.line(ALL_CARDS);
await expectCleanEnd(second);
const repeated = second.lines.filter((line) => /^(Installing|Generating|Migrated)/.test(line));
if (repeated.length > 0) fail(`the second start set up again what was there: ${repeated.join(' | ')}`);
if (second.lines.some((line) => FIRST_CARD.test(line))) fail('the second start posted a card anew');
if (again.text !== cards.text) fail(`before the restart "${cards.text}", after it "${again.text}"`);
console.log(
  `npm start: the first card stood ${seconds(tookMs)} after the process was up, and a restart went on from there`,
);

function startNpm(): Start {
  // A group of its own, so that Ctrl-C reaches npm, the launcher and Baton alike, as in a terminal.
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, ...ports },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const came: { text: string; at: number }[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      const text = stripVTControlCharacters(line);
      console.log(text);
      lines.push(text);
      came.push({ text, at: performance.now() });
    });
  process.on('exit', () => signal(child, 'SIGKILL'));
  return {
    lines,
    async line(pattern) {
      const until = performance.now() + SET_UP_WITHIN_MS;
      for (;;) {
        const found = came.find(({ text }) => pattern.test(text));
        if (found) return found;
        if (child.exitCode !== null) fail(`it ended with code ${child.exitCode} before it said ${pattern}`);
        if (performance.now() > until) fail(`it did not say ${pattern} within ${seconds(SET_UP_WITHIN_MS)}`);
        await sleep(20);
      }
    },
    async interrupt() {
      const ended = once(child, 'close');
      signal(child, 'SIGINT');
      if ((await Promise.race([ended, sleep(STOP_WITHIN_MS, 'late' as const)])) === 'late')
        fail(`it did not stop within ${seconds(STOP_WITHIN_MS)} of Ctrl-C`);
    },
  };
}

async function expectCleanEnd(start: Start): Promise<void> {
  await start.interrupt();
  const [stopping, last] = start.lines.slice(-2);
  if (stopping !== 'Stopping ...' || last !== 'Stopped.')
    fail(`after Ctrl-C it said "${stopping}" and "${last}"`);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, name);
  } catch {
    // It is gone already.
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function fail(message: string): never {
  console.error(`npm start: ${message}`);
  process.exit(1);
}
