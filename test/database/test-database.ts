import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseChoice } from '../../src/database/open-database.ts';
import { createDatabase, databaseUrl } from '../postgres/server.ts';
import { borrowEmbedded } from './borrow-embedded.ts';

/** Whether this run of the tests is on PostgreSQL; else it is on PGlite. */
export const onPostgres = process.env['BATON_TEST_DATABASE'] === 'postgres';

/** A new database with the tables of Baton and nothing in them: in memory, or on the PostgreSQL of the run. */
export async function newDatabase(): Promise<DatabaseChoice> {
  return onPostgres ? newPostgres() : { kind: 'embedded', dir: null, running: await borrowEmbedded() };
}

type Kept = { choice: DatabaseChoice } & AsyncDisposable;

/** One that runs on when its Baton stops: what the next finds as it was left. */
export async function newKeptDatabase(): Promise<Kept> {
  if (onPostgres) return { choice: await newPostgres(), [Symbol.asyncDispose]: async () => {} };
  const running = await borrowEmbedded();
  return {
    choice: { kind: 'embedded', dir: null, running: { ...running, stop: async () => {} } },
    [Symbol.asyncDispose]: () => running.stop(),
  };
}

/** One that is on the disk while nobody runs it, with what the environment of a process has to say for it. */
export async function newStoredDatabase(): Promise<Kept & { env: Record<string, string> }> {
  if (onPostgres) {
    const choice = await newPostgres();
    return { choice, env: { DATABASE_URL: choice.url }, [Symbol.asyncDispose]: async () => {} };
  }
  const dir = await mkdtemp(join(tmpdir(), 'baton-test-'));
  await cp(inject('dataFolder'), dir, { recursive: true });
  return {
    choice: { kind: 'embedded', dir },
    env: { DATA_DIR: dir },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true }),
  };
}

/** A new database on the PostgreSQL of the run, which goes with it; `empty` is without any table. */
export async function newPostgres({ empty = false } = {}): Promise<{ kind: 'postgres'; url: string }> {
  const host = inject('postgres');
  const name = `test_${randomUUID()}`;
  await createDatabase(host, name, empty ? 'template1' : undefined);
  return { kind: 'postgres', url: databaseUrl(host, name) };
}
