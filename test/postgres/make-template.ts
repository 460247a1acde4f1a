import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/open-database.ts';
import { findPostgres } from './find-postgres.ts';
import { createDatabase, databaseUrl, TEMPLATE } from './server.ts';
import { startCluster } from './start-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the socket of this run's PostgreSQL. */
    postgres: string;
  }
}

/** Makes, once a run, a PostgreSQL with one migrated database, from which each test gets a copy. */
export async function makeTemplate(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await findPostgres();
  if (!postgres.ok) throw new Error(`There is no PostgreSQL for the tests: ${postgres.why}`);
  const cluster = await startCluster(postgres, { inMemory: true });
  try {
    await createDatabase(cluster.host, TEMPLATE, 'template1');
    const template = await openDatabase({ kind: 'postgres', url: databaseUrl(cluster.host, TEMPLATE) });
    await template.close();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide('postgres', cluster.host);
  return () => cluster.stop();
}
