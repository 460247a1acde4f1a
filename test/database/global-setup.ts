import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of an embedded database with all migrations, from which each test's begins. */
    embedded: string;
  }
}

/** Once a run: an embedded database is made and migrated, which takes ten times as long as to load it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'baton-tests-'));
  const dataDir = join(dir, 'pg');
  // Small, since each test's reads all of it: little log, few buffers, and no databases to make others from.
  const empty = await PGlite.create({
    dataDir,
    initDbStartParams: ['--wal-segsize=1'],
    postgresqlconf: ['min_wal_size=2MB', 'shared_buffers=16MB'],
  });
  await empty.exec('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await empty.exec(`DROP DATABASE ${name}`);
  await empty.close();
  const migrated = await openDatabase({ kind: 'embedded', dir });
  await migrated.close();
  const pglite = await PGlite.create(dataDir);
  const file = join(dir, 'migrated.tar');
  await writeFile(file, (await pglite.dumpDataDir('none')).stream());
  await pglite.close();
  project.provide('embedded', file);
  return () => rm(dir, { recursive: true });
}
