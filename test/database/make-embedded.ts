import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of an embedded database with all migrations, from which those in memory begin. */
    embedded: string;
    /** The data folder of the same, from which those begin that are kept: to copy it takes a tenth of the time. */
    dataFolder: string;
  }
}

/** Makes and migrates the embedded database once a run, which takes ten times as long as to load it. */
export async function makeEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const made = await mkdtemp(join(tmpdir(), 'baton-tests-'));
  const dir = join(made, 'data');
  const dataDir = join(dir, 'pg');
  await mkdir(dir);
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
  const file = join(made, 'migrated.tar');
  await writeFile(file, (await pglite.dumpDataDir('none')).stream());
  await pglite.close();
  project.provide('embedded', file);
  project.provide('dataFolder', dir);
  return () => rm(made, { recursive: true });
}
