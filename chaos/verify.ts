import { check } from './check.ts';
import type { Load } from './load.ts';
import type { Finding } from './row.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

/** Lets everything come to rest, within a time where one is given, stops the instances and looks. */
export async function verify(world: World, load: Load, withinMs: number | null = null): Promise<Finding> {
  const settledMs = await settle(world, withinMs);
  for (const index of world.instances.keys()) await world.kill(index);
  const found = await check(world, load);
  const slow =
    settledMs === null
      ? [
          withinMs === null
            ? 'it did not come to rest'
            : `it did not come to rest within ${withinMs / 1_000} s`,
        ]
      : [];
  const modals = load.done.filter(({ event }) => event !== 'claim').length;
  return {
    wrong: [...slow, ...found.wrong],
    says: [
      `${found.activities} activities, ${found.handovers} handovers, ${found.messages} messages`,
      `${load.clicks} clicks (${load.failedClicks} failed before a person's eyes), ${modals} modals taken`,
      ...(settledMs === null ? [] : [`at rest after ${(settledMs / 1_000).toFixed(1)} s`]),
    ].join('; '),
  };
}
