import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad } from '../load.ts';
import type { Row } from '../row.ts';
import { verify } from '../verify.ts';
import { startWorld, type World } from '../world.ts';

const LONGEST_MS = 5_000;

export const halfOpen: Row = {
  name: 'half-open',
  fault: 'proxies to the database and to Slack stop forwarding; what was connected stays dead',
  needsPostgres: true,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster, instances: 2, proxied: true });
    const load = startLoad(world, { leadsPerSecond: 1 });
    for (let round = 0; round < (short ? 1 : 6); round += 1) {
      await sleep(4_000);
      const which = world.proxies.filter((_, index) => round % 3 === 2 || index === round % 3);
      for (const proxy of short ? world.proxies : which) proxy.stall();
      await sleep(8_000);
      for (const proxy of world.proxies) proxy.resume();
    }
    await sleep(4_000);
    await load.stop();
    const slowest = Math.max(...load.answeredMs);
    const slowCalls = short ? 0 : await countSlowCalls(world);
    const finding = await verify(world, load, short ? null : 45_000);
    const hung =
      slowest > LONGEST_MS && !short ? [`a request was answered after ${slowest.toFixed(0)} ms`] : [];
    if (slowCalls > 0) hung.push(`${slowCalls} calls of Slack took over ${LONGEST_MS} ms`);
    return {
      wrong: [...hung, ...finding.wrong],
      says: `${finding.says}; the slowest request ${slowest.toFixed(0)} ms`,
    };
  },
};

/** Calls of Slack that took longer, by the histogram of each instance. */
async function countSlowCalls(world: World): Promise<number> {
  const slow = world.living().map(async ({ url }) => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const atMost = (seconds: string) =>
      metrics
        .split('\n')
        .filter((line) => line.startsWith(`baton_slack_call_duration_seconds_bucket{le="${seconds}"`))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    const all = atMost('+Inf');
    if (all === 0) throw new Error(`${url} has counted no call of Slack`);
    return all - atMost(String(LONGEST_MS / 1_000));
  });
  return (await Promise.all(slow)).reduce((sum, one) => sum + one, 0);
}
