import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { TestModule } from 'vitest/node';
import { findPostgres } from './test/postgres/find-postgres.ts';
import { FOR_TESTS } from './test/processes/as-this-one.ts';

const DATABASES = ['pglite', 'postgres', 'both'];
const asked = process.env['BATON_TEST_DATABASE'] || null;
if (asked && !DATABASES.includes(asked))
  throw new Error(`BATON_TEST_DATABASE is ${asked}: expected one of ${DATABASES.join(', ')}, or nothing.`);

const found =
  asked === 'pglite' ? ({ ok: false, why: 'BATON_TEST_DATABASE is pglite' } as const) : await findPostgres();
const required = asked === 'postgres' || asked === 'both';
if (!found.ok && required) throw new Error(`PostgreSQL can not be had here: ${found.why}`);

const ALL = ['test/**/*.test.ts'];
const ON_EACH = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  retry: 1, // on a slow machine a race of a test is not a fault of the change; what needed it is told, to be mended
  pool: 'forks',
  execArgv: FOR_TESTS,
  isolate: false, // modules do nothing when they are imported, so that files can share them
} satisfies TestProjectInlineConfiguration['test'];

const pglite: TestProjectInlineConfiguration = {
  test: {
    ...ON_EACH,
    name: 'pglite',
    include: ALL,
    exclude: ['test/postgres/**'],
    env: { BATON_TEST_DATABASE: 'pglite' },
  },
};
/** Without a choice each test runs once, on PostgreSQL where it can be had; those about a database on the embedded one, too. */
const embeddedToo = asked === null && found.ok;
const postgres: TestProjectInlineConfiguration = {
  test: {
    ...ON_EACH,
    name: 'postgres',
    include: ALL,
    env: { BATON_TEST_DATABASE: 'postgres', ...(embeddedToo && { BATON_TEST_EMBEDDED_TOO: 'yes' }) },
  },
};
const projects = [...(asked === 'postgres' || embeddedToo ? [] : [pglite]), ...(found.ok ? [postgres] : [])];

/** Says at the end what ran on which database, and what did not. */
function tellDatabases(files: readonly TestModule[]): void {
  const on = (name: string) => `${files.filter(({ project }) => project.name === name).length} test files`;
  const lines = [
    found.ok ? `On PostgreSQL ${found.version}: ${on('postgres')}.` : `Left out: PostgreSQL. ${found.why}.`,
    embeddedToo
      ? 'On PGlite: only what is about a database. BATON_TEST_DATABASE=both runs every test on both.'
      : asked === 'postgres'
        ? 'Left out: PGlite. BATON_TEST_DATABASE is postgres.'
        : `On PGlite: ${on('pglite')}.`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}

export default defineConfig({
  test: {
    // Tests wait for databases and timers a third of their time: one more than there are cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    globalSetup: 'test/global-setup.ts',
    projects,
    reporters: ['default', { onTestRunEnd: tellDatabases }],
  },
});
