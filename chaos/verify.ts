import { check } from './check.ts';
import type { Load } from './load.ts';
import type { Finding } from './row.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

/** Coming to rest is not held to a time while other rows run beside it. */
export const UNHURRIED_MS = 300_000;

/** Lets everything come to rest, stops the instances and looks. */
export async function verify(world: World, load: Load, withinMs = UNHURRIED_MS): Promise<Finding> {
  const settledMs = await settle(world, withinMs);
  for (const index of world.instances.keys()) await world.kill(index);
  const found = await check(world, load);
  const slow = settledMs === null ? [`it did not come to rest within ${withinMs / 1_000} s`] : [];
  const modals = load.done.filter(({ event }) => event !== 'claim').length;
  return {
    wrong: [...slow, ...found.wrong],
    says: [
      `${found.activities} activities, ${found.handovers} handovers, ${found.messages} messages`,
      `${load.clicks} clicks (${load.failedClicks} failed before a person's eyes), ${modals} modals taken`,
      `at rest after ${((settledMs ?? withinMs) / 1_000).toFixed(1)} s`,
    ].join('; '),
  };
}
