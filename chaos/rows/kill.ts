import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad } from '../load.ts';
import type { Finding, Row } from '../row.ts';
import { verify } from '../verify.ts';
import { startWorld, type World } from '../world.ts';

export const killEmbedded: Row = {
  name: 'kill-embedded',
  fault: 'kill -9 at random moments under load, embedded database',
  needsPostgres: false,
  async run({ short }) {
    await using world = await startWorld({});
    return await killAgainAndAgain(world, short ? 4 : 100);
  },
};

export const killPostgres: Row = {
  name: 'kill-postgres',
  fault: 'kill -9 of one of 3 instances at random moments under load, with a faulty Slack',
  needsPostgres: true,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster, instances: 3 });
    world.slack.workspace.faults.set({
      serverErrors: 0.05,
      rateLimits: 0.02,
      latencyMs: 20,
      methods: { 'chat.postMessage': { lostAnswers: 0.1 } },
    });
    return await killAgainAndAgain(world, short ? 6 : 200);
  },
};

async function killAgainAndAgain(world: World, cycles: number): Promise<Finding> {
  const load = startLoad(world, { leadsPerSecond: 0.5, clicksPerSecond: 4 });
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await sleep(300 + Math.random() * 2_000);
    const index = Math.floor(Math.random() * world.instances.length);
    await world.kill(index);
    await world.start(index);
  }
  await load.stop();
  world.slack.workspace.faults.set({});
  return await verify(world, load);
}
