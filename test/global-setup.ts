import type { TestProject } from 'vitest/node';
import { makeEmbedded } from './database/make-embedded.ts';
import { unpackChromium } from './sandbox-page/unpack-chromium.ts';

/** What is made once, before test files begin beside each other: the first database, and once a clone the browser. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [teardown] = await Promise.all([makeEmbedded(project), unpackChromium()]);
  return teardown;
}
