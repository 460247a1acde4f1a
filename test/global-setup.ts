import type { TestProject } from 'vitest/node';
import { makeEmbedded } from './database/make-embedded.ts';
import { makeTemplate } from './postgres/make-template.ts';
import { unpackChromium } from './sandbox-page/unpack-chromium.ts';

/**
 * What is made once, beside each other, before test files begin: the first of each database that the run is on, and
 * once a clone the browser. Takes the run's root project; gives what removes it again.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runsOn = (database: string) => project.vitest.projects.some(({ name }) => name === database);
  await using made = new AsyncDisposableStack();
  const makings = await Promise.allSettled([
    runsOn('pglite') && makeEmbedded(project).then((remove) => made.defer(remove)),
    runsOn('postgres') && makeTemplate(project).then((remove) => made.defer(remove)),
    unpackChromium(),
  ]);
  const failed = makings.find((making) => making.status === 'rejected');
  if (failed) throw failed.reason;
  const kept = made.move();
  return () => kept.disposeAsync();
}
