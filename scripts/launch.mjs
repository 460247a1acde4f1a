// Runs a script of the project on the Node.js that the project pins, after making sure that what it needs is
// there: packages from the lockfile, and the generated database client. Plain JavaScript for Node 20, since it
// runs before anything is installed. Each step is skipped when its input has not changed since it last ran.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Baton needs Node.js 20 or newer to start; this is ${process.version}.`);

const platform = `${windows ? 'win' : process.platform}-${process.arch}`;
const pinned = () => {
  // A package for each platform, straight from the lockfile. `node` would bring it by an `npm install` of its own.
  const program = ['node', 'node-bin']
    .map((name) => join(root, `node_modules/${name}-${platform}/bin`, windows ? 'node.exe' : 'node'))
    .find(existsSync);
  return program ?? fail(`npm brought no Node.js for ${platform}: package.json names what there is.`);
};

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
const npm = process.env.npm_execpath
  ? [process.execPath, process.env.npm_execpath]
  : [windows ? 'npm.cmd' : 'npm'];

step('packages', ['package-lock.json'], 'Installing packages (once, about a minute)', () =>
  // Not `npm ci`: it refuses a lockfile that lacks the native parts of other platforms, which no registry has for
  // every version. `install --no-save` takes what the lockfile says all the same, and leaves it as it is.
  // What npm has already it need not ask about again: the lockfile says which versions, and their checksums.
  run([...npm, 'install', '--no-save', '--include=dev', '--include=optional', '--prefer-offline', ...QUIET]),
);
const client = 'src/database/generated/client.ts';
step(
  'client',
  ['prisma/schema.prisma', 'package-lock.json'],
  'Generating the database client',
  () =>
    run([pinned(), join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
      // Prisma 7 would fetch an engine that neither `generate` nor Baton uses; any existing file stands in for it.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  client,
);

const child = spawn(pinned(), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
  stdio: 'inherit',
  // What is compiled once is kept: each start after it takes two thirds of the processor's time.
  env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...process.env },
});
// The terminal sends Ctrl-C to the child as well: here it must only not end the launcher first.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
// npm's shell dies of a signal without passing it on: who is left without a parent stops as well.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});

/** `output` is made anew when it is gone, whatever the stamp says: `git clean` in `src` leaves node_modules. */
function step(name, inputs, says, work, output = 'node_modules') {
  const stamp = join(root, 'node_modules', `.baton-${name}`);
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(readFileSync(join(root, input)));
  const now = hash.digest('hex');
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  process.stderr.write(`${says} ...\n`);
  const started = Date.now();
  work();
  writeFileSync(stamp, now);
  process.stderr.write(`${says}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function run([command, ...args], env = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell: windows && command.endsWith('.cmd'),
  });
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed:\n${error ?? ''}${stdout}${stderr}`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
