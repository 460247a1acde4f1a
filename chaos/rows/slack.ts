import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSettings } from '../../src/sandbox/faults.ts';
import { postLead, standingCards, startLoad } from '../load.ts';
import type { Row } from '../row.ts';
import { verify } from '../verify.ts';
import { startWorld } from '../world.ts';

export const lostAnswers: Row = {
  name: 'lost-answers',
  fault: '20% of the posts are done and answered by a dropped connection',
  needsPostgres: false,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster });
    world.slack.workspace.faults.set({ methods: { 'chat.postMessage': { lostAnswers: 0.2 } } });
    const load = startLoad(world);
    await sleep(short ? 8_000 : 120_000);
    await load.stop();
    // The load is all that Slack's post a second would take; a channel also waits after each loss. What counts is
    // that nothing is lost or doubled, so it is given the time.
    return await verify(world, load);
  },
};

/** An app without a connection hears of no click: how to connect is answered at all times. */
const CONNECTS = { 'apps.connections.open': { serverErrors: 0, rateLimits: 0, latencyMs: 0 } };
const CARDS = 8;
/** What is clicked in the moment between a cut and the next connection can't be acknowledged. */
const LEAST_IN_TIME = 0.9;
/** What Slack is, one after the other, for as long as it is not itself. */
const ILLNESSES: FaultSettings[] = [
  { serverErrors: 1 },
  { rateLimits: 1, retryAfterSeconds: 2 },
  { latencyMs: 10_000 },
];

export const slackDown: Row = {
  name: 'slack-down',
  fault: 'Slack answers 500, then 429, then after 10 s, and cuts its sockets every 5 s',
  needsPostgres: false,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster });
    const { faults } = world.slack.workspace;
    const load = startLoad(world, { leadsPerSecond: 0.3, clicksPerSecond: 3 });
    // Something to click on before nothing can be posted.
    await Promise.all(Array.from({ length: CARDS }, (_, index) => postLead(world, load, 10_000 + index)));
    await standingCards(world, CARDS);
    for (const illness of ILLNESSES) {
      faults.set({ ...illness, methods: CONNECTS, cutSocketsEveryMs: 5_000 });
      await sleep(short ? 4_000 : 40_000);
    }
    faults.set({});
    await load.stop();
    const finding = await verify(world, load, short ? null : 30_000);
    const share = load.acknowledgedMs.length / load.clicks;
    const inTime = `${(100 * share).toFixed(1)}% of the clicks were acknowledged in time`;
    return {
      wrong: [...(share < LEAST_IN_TIME && !short ? [`only ${inTime}`] : []), ...finding.wrong],
      says: `${finding.says}; ${inTime}, the latest of them after ${Math.max(0, ...load.acknowledgedMs).toFixed(0)} ms`,
    };
  },
};

export const twice: Row = {
  name: 'twice',
  fault: 'every interaction is delivered twice, on PostgreSQL to any of 3 instances',
  needsPostgres: false,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster, instances: cluster ? 3 : 1 });
    world.slack.workspace.faults.set({ duplicates: 1 });
    const load = startLoad(world, { clicksPerSecond: 12 });
    await sleep(short ? 8_000 : 120_000);
    await load.stop();
    // Marketing's channel takes a message a second, and hears of every claim and rejection.
    return await verify(world, load);
  },
};
