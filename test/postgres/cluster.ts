/**
 * Runs a PostgreSQL of its own in a temporary folder and says where, until its standard input closes: when it is
 * told to stop, and however else its parent ends. Nothing is left of it then; to remove what it held takes seconds more,
 * for which nobody waits. Arguments: a `Postgres` as JSON, and `in-memory` where its data may lie in memory.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Postgres } from './find-postgres.ts';

const INIT = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'];
/** Order as most servers have it, and not by bytes as in PGlite. */
const LOCALE = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
const MEMORY = '/dev/shm';
const ENOUGH = 4 * 2 ** 30; // bytes; all tests together fill less than a quarter of it
const SETTINGS = {
  listen_addresses: '', // only the socket in the folder
  max_connections: 300,
  fsync: 'off', // its data never outlives it
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off', // it would hold the template while a database is made from it
  timezone: 'Asia/Kathmandu', // of a server in another zone than Baton; UTC+05:45
  log_min_messages: 'log', // not each refused statement
};

const postgres = JSON.parse(process.argv[2] ?? '') as Postgres;
const folder = await mkdtemp(join(tmpdir(), 'baton-postgres-'));
const data = await mkdtemp(join(await placeOfData(), 'baton-postgres-data-'));
const as = { ...postgres.account, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
const orders = createInterface({ input: process.stdin });
const told = once(orders, 'close');
const said: string[] = [];
for (const out of [process.stdout, process.stderr]) out.on('error', () => {}); // who listened may be gone
try {
  for (const made of [folder, data])
    if (postgres.account) await chown(made, postgres.account.uid, postgres.account.gid);
  const bin = postgres.outOfReach ? await copyBinaries() : postgres.bin;
  await promisify(execFile)(join(bin, 'initdb'), ['-D', data, ...INIT, ...LOCALE], as);
  await serve(bin);
  process.stdout.write('ended\n');
} finally {
  for (const made of [folder, data]) await rm(made, { recursive: true, force: true });
}
process.exit();

/** Memory where that is asked for and there is plenty, else the disk. */
async function placeOfData(): Promise<string> {
  if (process.argv[3] !== 'in-memory') return tmpdir();
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return Math.min(bavail * bsize, freemem()) > ENOUGH ? MEMORY : tmpdir();
}

async function copyBinaries(): Promise<string> {
  const to = join(folder, 'postgresql');
  await cp(dirname(postgres.bin), to, { recursive: true, verbatimSymlinks: true });
  await chmod(to, 0o755);
  return join(to, 'bin');
}

/** Serves until it is told to stop; told `away <ms>`, it stops for so long and starts again. */
async function serve(bin: string): Promise<void> {
  for (;;) {
    const server = start(bin);
    const ended = once(server, 'exit');
    const next = await Promise.race([
      told.then(() => 'told' as const),
      ended.then(() => 'ended' as const),
      away(),
    ]);
    if (next === 'ended') process.stderr.write(`PostgreSQL ended by itself:\n${said.join('\n')}\n`);
    server.kill(typeof next === 'string' ? 'SIGQUIT' : 'SIGINT'); // it waits for nobody; at the end it writes nothing, too
    await ended;
    if (typeof next === 'string') return;
    await setTimeout(next.ms);
  }
}

/** For how long it shall be away, once it is asked for that. */
async function away(): Promise<{ ms: number }> {
  const [line] = await once(orders, 'line');
  return { ms: Number(/^away (\d+)$/.exec(String(line))?.[1]) };
}

function start(bin: string) {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder });
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  createInterface({ input: server.stderr }).on('line', (line) => {
    said.push(line);
    if (line.includes('ready to accept connections')) process.stdout.write(`${folder}\n`);
  });
  return server;
}
