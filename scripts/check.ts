// Everything that can be said of the code without running it: format, lint with types, types, what is unused.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const steps: [name: string, ...command: string[]][] = [
  ['format', bin('oxfmt'), '--check'],
  ['lint', bin('oxlint'), '--type-aware', '--deny-warnings'],
  ['types', bin('tsc'), '-p', '.'],
  ['unused', bin('knip')],
];
let failed = false;
for (const [name, command = '', ...args] of steps) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
