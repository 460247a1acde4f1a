import type { TestProject } from 'vitest/node';
import { makeEmbedded } from './database/make-embedded.ts';
import { makeTemplate } from './postgres/make-template.ts';
import { unpackChromium } from './sandbox-page/unpack-chromium.ts';

/**
 * What is made once, beside each other, before test files begin: the first of each database that the run is on, and
 * once a clone the browser. Takes the run's root project; gives what removes it again.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { projects } = project.vitest;
  const onPostgres = projects.some(({ name }) => name === 'postgres');
  const onEmbedded = projects.some(
    ({ name, config }) => name === 'pglite' || config.env['BATON_TEST_EMBEDDED_TOO'],
  );
  await using made = new AsyncDisposableStack();
  const makings = await Promise.allSettled([
    onEmbedded && makeEmbedded(project).then((remove) => made.defer(remove)),
    onPostgres && makeTemplate(project).then((remove) => made.defer(remove)),
    unpackChromium(),
  ]);
  const failed = makings.find((making) => making.status === 'rejected');
  if (failed) throw failed.reason;
  const kept = made.move();
  return () => kept.disposeAsync();
}
