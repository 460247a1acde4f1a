import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { standingCards, startLoad } from '../load.ts';
import type { MessageView } from '../../test/workspace/message.ts';
import type { Row } from '../row.ts';
import { verify } from '../verify.ts';
import { startWorld } from '../world.ts';

export const oneDies: Row = {
  name: 'one-dies',
  fault: 'two instances, one dies holding ticks and deliveries and does not come back',
  needsPostgres: true,
  async run({ short, cluster }) {
    const wrong: string[] = [];
    const says: string[] = [];
    for (let round = 0; round < (short ? 1 : 10); round += 1) {
      await using world = await startWorld({
        cluster,
        instances: 2,
        envOf: () => ({ LOG_LEVEL: 'debug' }),
      });
      const started = world.living();
      world.slack.workspace.faults.set({ methods: { 'chat.postMessage': { latencyMs: 400 } } });
      const load = startLoad(world, { leadsPerSecond: 4 });
      await sleep(3_000);
      await world.kill(round % 2);
      await load.stop();
      const finding = await verify(world, load, short ? null : 30_000);
      const runs = started.flatMap(({ log }) => runsIn(log));
      const twice = runs.filter((one, index) => runs.indexOf(one) < index);
      wrong.push(...twice.map((one) => `${one} ran twice`), ...finding.wrong);
      says.push(`${finding.says}; ${runs.length} ticks`);
    }
    return { wrong, says: says.at(-1) ?? '' };
  },
};

/** Which moments of which jobs an instance ran, by its log. */
function runsIn(log: string[]): string[] {
  const lines = log.filter((line) => line.includes('"msg":"a job runs"'));
  return lines.map((line) => {
    const { job, slot } = JSON.parse(line) as { job: string; slot: string };
    return `${job} of ${slot}`;
  });
}

const REPS = 100;
const LATEST_P95_MS = 500;

export const manyReps: Row = {
  name: 'many-reps',
  fault:
    '100 reps claim one card at once, then 1,000 claims of many cards follow as fast as they can be made; 3 instances',
  needsPostgres: true,
  async run({ short, cluster }) {
    const [cards, clicks] = short ? [30, 150] : [200, 1_000];
    await using world = await startWorld({ cluster, instances: 3, reps: REPS });
    const load = startLoad(world, { leadsPerSecond: 40, clicksPerSecond: 0, mostLeads: cards });
    const { slack } = world;
    const [contested, ...others] = await standingCards(world, cards);
    const reps = Array.from({ length: REPS }, (_, index) => slack.person(`rep${index}`));
    let waiting = 0; // for an acknowledgement
    let mostWaiting = 0;
    let inFlight = 0; // whose reps know no end of it yet, when the last click was made
    const shown = () => ['sales', 'sales-dach'].flatMap((name) => slack.channel(name).messages());
    const told = () =>
      shown().filter(({ message, text }) => message.ephemeral_to && text.includes('was first')).length;
    const claimed = () => shown().filter(({ text }) => /claimed by/i.test(text)).length;
    const claim = async (card: MessageView | undefined, index: number) => {
      const as = reps[index % REPS];
      if (!as || !card?.buttons().includes('Claim')) return; // who sees that it is taken does not click
      const started = performance.now();
      load.clicks += 1;
      mostWaiting = Math.max(mostWaiting, (waiting += 1));
      const { ok } = await card.action('Claim').tryClick({ as });
      waiting -= 1;
      if (ok) load.acknowledgedMs.push(performance.now() - started);
      else load.failedClicks += 1;
    };
    // As fast as this process can click and still hear the acknowledgements: else it would measure its own haste.
    const rush = async (count: number, cardOf: (index: number) => MessageView | undefined, turn: number) => {
      const claims: Promise<void>[] = [];
      for (let index = 0; index < count; index += 1) {
        claims.push(claim(cardOf(index), index + turn * Math.floor(index / others.length)));
        await setImmediate();
      }
      inFlight = load.clicks - told() - claimed();
      await Promise.all(claims);
    };
    await rush(REPS, () => contested, 0);
    // Each time round, other reps click the same cards.
    const began = performance.now();
    await rush(clicks, (index) => others[index % others.length], 7);
    const tookMs = performance.now() - began;
    await load.stop();
    const sorted = load.acknowledgedMs.toSorted((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    // Each claim is told to marketing, at a message a second.
    const finding = await verify(world, load);
    const losers = load.acknowledgedMs.length - cards;
    // A click whose acknowledgement came too late is done, and told of, all the same.
    const untold = told() >= losers ? [] : [`${told()} of ${losers} losers were told who was first`];
    const unheard = load.failedClicks > 0 ? [`${load.failedClicks} clicks were not acknowledged`] : [];
    const late = p95 >= LATEST_P95_MS && !short ? [`p95 of acknowledgements is ${p95.toFixed(0)} ms`] : [];
    return {
      wrong: [...late, ...unheard, ...untold, ...finding.wrong],
      says: `${finding.says}; ${told()} losers told; the rush took ${tookMs.toFixed(0)} ms, ${inFlight} were in flight when the last was made, at most ${mostWaiting} waited for an acknowledgement; p95 of acknowledgements ${p95.toFixed(0)} ms`,
    };
  },
};

export const databaseAway: Row = {
  name: 'database-away',
  fault: 'PostgreSQL is stopped for a while and started again under load',
  needsPostgres: true,
  alone: true,
  async run({ short, cluster }) {
    await using world = await startWorld({ cluster, instances: 2 });
    const load = startLoad(world);
    await sleep(3_000);
    await cluster?.away(short ? 3_000 : 20_000);
    await sleep(3_000);
    await load.stop();
    const died = world.living().filter(({ child }) => child.exitCode !== null || child.signalCode !== null);
    const finding = await verify(world, load, short ? null : 30_000);
    return { ...finding, wrong: [...died.map(() => 'an instance did not survive'), ...finding.wrong] };
  },
};
