import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { TestModule } from 'vitest/node';
import { findPostgres } from './test/postgres/find-postgres.ts';
import { FOR_TESTS } from './test/processes/as-this-one.ts';

/** Tests that run on both databases: those that touch the database, without those that are about a browser. */
const ON_BOTH = [
  'test/{database,end-to-end,handover,http,ingest,postgres,reports}/**/*.test.ts',
  'test/cli/{deliveries,leads}.test.ts',
  'test/jobs/run-coordinator.test.ts',
];
const IN_BROWSER = ['test/end-to-end/in-the-browser.test.ts'];

const DATABASES = ['pglite', 'postgres', 'both'];
const asked = process.env['BATON_TEST_DATABASE'] || null;
if (asked && !DATABASES.includes(asked))
  throw new Error(`BATON_TEST_DATABASE is ${asked}: expected one of ${DATABASES.join(', ')}, or nothing.`);

const found =
  asked === 'pglite' ? ({ ok: false, why: 'BATON_TEST_DATABASE is pglite' } as const) : await findPostgres();
const required = asked === 'postgres' || asked === 'both';
if (!found.ok && required) throw new Error(`PostgreSQL can not be had here: ${found.why}`);

const pglite: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'pglite',
    include: ['test/**/*.test.ts'],
    exclude: ['test/postgres/**'],
    globalSetup: 'test/global-setup.ts',
    env: { BATON_TEST_DATABASE: 'pglite' },
  },
};
const postgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'postgres',
    ...(asked === 'postgres'
      ? { include: ['test/**/*.test.ts'] }
      : { include: ON_BOTH, exclude: IN_BROWSER }),
    globalSetup: 'test/postgres/global-setup.ts',
    env: { BATON_TEST_DATABASE: 'postgres' },
  },
};

/** Says at the end what ran on which database, and what did not. */
function tellDatabases(files: readonly TestModule[]): void {
  const on = (name: string) => files.filter(({ project }) => project.name === name).length;
  const lines = [
    asked === 'postgres'
      ? 'Left out: PGlite. BATON_TEST_DATABASE is postgres.'
      : `On PGlite: ${on('pglite')} test files.`,
    found.ok
      ? `On PostgreSQL ${found.version}: ${on('postgres')} test files${asked === 'postgres' ? '' : ', those that touch the database and need no browser'}.`
      : `Left out: PostgreSQL. ${found.why}.`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: 1, // on a slow machine a race of a test is not a fault of the change; what needed it is told, to be mended
    pool: 'forks',
    // Tests wait for databases and timers a third of their time: one more than there are cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    execArgv: FOR_TESTS,
    isolate: false, // modules do nothing when they are imported, so that files can share them
    projects: [...(asked === 'postgres' ? [] : [pglite]), ...(found.ok ? [postgres] : [])],
    reporters: ['default', { onTestRunEnd: tellDatabases }],
  },
});
