import type { JobWithMetadata } from 'pg-boss';
import { listen } from '../database/listen.ts';
import { DELIVERIES, DeliveryJob, ENQUEUED } from '../database/queue.ts';
import type { AttemptDeps } from './attempt.ts';
import { createBell } from './bell.ts';
import { readFailure } from './failures.ts';
import { startUpkeep } from './upkeep.ts';
import { workChannel } from './work-channel.ts';

export interface Delivery {
  /** Says that messages may be owed; returns at once. */
  wake(): void;
  /** Resolves when nothing is owed that could be delivered now. */
  idle(): Promise<void>;
  /** True while it delivers; else why it has stopped. */
  state(): true | string;
  /** Waits for what is being delivered, but not for ever; what is left is for the next start or another instance. */
  stop(): Promise<void>;
}

interface Options extends Omit<AttemptDeps, 'wait' | 'ended'> {
  /** Slack takes about one new message a second in a channel; tests do not wait. */
  postEveryMs: number;
}

/** Channels that are worked on at once. */
const CHANNELS = 32;
/** What is told of comes at once; this is for what no one tells: a retry whose time has come, a lost connection. */
const POLL_MS = { retrying: 500, postgres: 2_000, embedded: 15_000 };
/** At most so long waits who fails beside the queue's pauses, which are all the same once they are at their longest. */
const JITTER_MS = 1_000;
const PROBE_MS = { first: 1_000, most: 30_000 };
const STOP_MS = 10_000;

/** Takes jobs of the queue and makes Slack agree with the database: channels side by side, each in its order. */
export function createDelivery({ log, postEveryMs, ...given }: Options): Delivery {
  const { database, slack } = given;
  const { queue } = database;
  const bell = createBell();
  const running = new Map<JobWithMetadata<object>, Promise<void>>();
  let stopped = false;
  /** Slack's code while it refuses our tokens. */
  let refused: string | null = null;
  let probeMs = PROBE_MS.first;
  /** Until when jobs may be waiting for another try. */
  let retryingUntil = performance.now() + 60_000;
  const deps = { ...given, log, ended: new Set<string>(), wait };
  const listener = listen(database, ENQUEUED, () => bell.ring());
  const upkeep = startUpkeep(database, () => [...running.keys()], log);
  const loop = upkeep.begun.then(run);

  async function run(): Promise<void> {
    while (!stopped) {
      const heard = bell.rung();
      await takeJobs().catch((err: unknown) => log.error({ err }, 'deliveries could not be read'));
      await bell.wait(pollMs(), heard);
      if (refused !== null && !stopped) await probe();
    }
  }

  function pollMs(): number {
    if (refused !== null) return probeMs;
    if (performance.now() < retryingUntil) return POLL_MS.retrying;
    return database.embedded ? POLL_MS.embedded : POLL_MS.postgres;
  }

  async function takeJobs(): Promise<void> {
    const free = CHANNELS - running.size;
    if (stopped || refused !== null || free <= 0) return;
    const jobs = await queue.fetch<object>(DELIVERIES, { batchSize: free, includeMetadata: true });
    for (const job of jobs) {
      const work = workOn(job)
        .catch((err: unknown) =>
          log.error({ err }, 'a delivery ended badly; its job will be given out again'),
        )
        .finally(() => {
          running.delete(job);
          bell.ring();
        });
      running.set(job, work);
    }
  }

  async function workOn(job: JobWithMetadata<object>): Promise<void> {
    const { channel, posting } = DeliveryJob.parse(job.data);
    const end = await workChannel(deps, {
      channel,
      again: job.retryCount > 0,
      bell,
      postEveryMs,
      stopped: () => stopped || refused !== null,
    }).catch((err: unknown) => {
      log.error({ err, channel }, 'a channel could not be worked on; it will be tried again');
      return { go: 'later' as const };
    });
    switch (end.go) {
      case 'done':
        await queue.complete(DELIVERIES, job);
        if (end.covered.length > 0)
          await queue.complete(DELIVERIES, end.covered, null, { includeQueued: true });
        return;
      case 'turn':
        // Behind the jobs of other channels, in whatever process.
        await database.prisma.$enqueue([{ posting, channel, first: false }]);
        await queue.complete(DELIVERIES, job);
        return;
      case 'stop':
        refuse(end.code);
        await queue.fail(DELIVERIES, job);
        return;
      case 'later':
        // So that channels which failed together do not all come back together.
        await wait(Math.random() * JITTER_MS);
        retryingUntil = performance.now() + 60_000;
        await queue.fail(DELIVERIES, job);
    }
  }

  async function wait(ms: number): Promise<boolean> {
    const until = performance.now() + ms;
    while (!stopped && performance.now() < until) await bell.wait(until - performance.now());
    return !stopped;
  }

  function refuse(code: string): void {
    if (refused === null)
      log.fatal({ code }, 'Slack refuses our token: nothing is delivered until it is mended');
    refused = code;
  }

  /** Asks whether the token works again. */
  async function probe(): Promise<void> {
    probeMs = Math.min(probeMs * 2, PROBE_MS.most);
    try {
      await slack.auth.test();
      refused = null;
      probeMs = PROBE_MS.first;
      retryingUntil = performance.now() + 60_000;
      log.info('Slack takes our token again');
    } catch (error) {
      const failure = readFailure(error);
      if (failure?.remedy === 'stop') refuse(failure.code);
    }
  }

  return {
    wake: () => bell.ring(),
    async idle() {
      await upkeep.begun;
      do {
        await Promise.all(running.values());
        await takeJobs();
      } while (running.size > 0);
    },
    state: () => refused ?? true,
    async stop() {
      stopped = true;
      bell.ring();
      await loop;
      await Promise.race([
        Promise.all(running.values()),
        new Promise((done) => setTimeout(done, STOP_MS).unref()),
      ]);
      await upkeep.stop();
      await listener.stop();
    },
  };
}
