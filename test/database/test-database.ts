import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseChoice } from '../../src/database/open-database.ts';
import { createDatabase, databaseUrl } from '../postgres/server.ts';
import { borrowEmbedded } from './borrow-embedded.ts';

export type TestedOn = 'PostgreSQL' | 'PGlite';

/** What tests run on. */
const RUN_ON: TestedOn = process.env['BATON_TEST_DATABASE'] === 'postgres' ? 'PostgreSQL' : 'PGlite';

/** What tests that are about a database run on: the embedded one too, where others run on PostgreSQL and no choice was made. */
export const EACH_DATABASE: readonly TestedOn[] = process.env['BATON_TEST_EMBEDDED_TOO']
  ? [RUN_ON, 'PGlite']
  : [RUN_ON];

/** Whether any test of this run is on the embedded database. */
export const onEmbedded = EACH_DATABASE.includes('PGlite');

/** A new database with the tables of Baton and nothing in them: in memory, or on the PostgreSQL of the run. */
export async function newDatabase(on: TestedOn = RUN_ON): Promise<DatabaseChoice> {
  if (on === 'PostgreSQL') return newPostgres();
  return { kind: 'embedded', dir: null, running: await borrowEmbedded() };
}

type Kept = { choice: DatabaseChoice } & AsyncDisposable;

/** One that runs on when its Baton stops: what the next finds as it was left. */
export async function newKeptDatabase(): Promise<Kept> {
  if (RUN_ON === 'PostgreSQL') return { choice: await newPostgres(), [Symbol.asyncDispose]: async () => {} };
  const running = await borrowEmbedded();
  return {
    choice: { kind: 'embedded', dir: null, running: { ...running, stop: async () => {} } },
    [Symbol.asyncDispose]: () => running.stop(),
  };
}

/** One that is on the disk while nobody runs it, with what the environment of a process has to say for it. */
export async function newStoredDatabase(
  on: TestedOn = RUN_ON,
): Promise<Kept & { env: Record<string, string> }> {
  if (on === 'PostgreSQL') {
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
