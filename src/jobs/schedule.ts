import { setImmediate } from 'node:timers/promises';
import { type Logger as CronLogger, type RunCoordinator, schedule } from 'node-cron';
import type { Logger } from 'pino';
import { watchForJumps } from './watch-for-jumps.ts';

export interface Job {
  name: string;
  cron: string; // six fields, seconds first, in UTC
  /** Also when an instance starts: what fell due while nothing ran does not wait for the next moment. */
  atStart?: boolean;
  run(): Promise<unknown>;
}

export interface Schedule {
  /** Runs what is to be run at start, one job after the other, as this moment's run: of all instances one has it. */
  runAtStart(): Promise<void>;
  /** Runs a job now, whoever else does, after the run that is under way here: that one may have looked too early. */
  runNow(name: string): Promise<void>;
  /** Hands back what it has: no lease is left behind. */
  stop(): Promise<void>;
}

/** After how long the runs of an instance that died are another's: this, and until the next moment of the job. */
const LEASE_MS = 10_000;

/**
 * Runs each job on its schedule, on one of all instances, never two runs of one at a time; a failed run is logged and
 * tried at the next. Moments that are missed stay so: a job asks the database what is due.
 */
export function startSchedule(jobs: Job[], coordinator: RunCoordinator, log: Logger): Schedule {
  const underWay = new Map<string, Promise<void>>();
  const work = createWork();
  let stopping = false;
  const run = (job: Job, slot: Date): Promise<void> => {
    const current = underWay.get(job.name);
    if (current) return current;
    log.debug({ job: job.name, slot }, 'a job runs');
    const started = job
      .run()
      .then(
        () => {},
        (err: unknown) => log.error({ err, job: job.name }, 'a job failed'),
      )
      .finally(() => underWay.delete(job.name));
    underWay.set(job.name, started);
    return work.track(started);
  };
  const elect: RunCoordinator = {
    shouldRun: async (key, ttlMs) => !stopping && work.track(coordinator.shouldRun(key, ttlMs)),
    onComplete: (key) => work.track(coordinator.onComplete?.(key)),
  };
  const tasks = jobs.map((job) =>
    schedule(job.cron, ({ date }) => run(job, date), {
      name: job.name,
      noOverlap: true,
      distributed: true,
      runCoordinator: elect,
      distributedLease: LEASE_MS,
      timezone: 'UTC', // in a zone with summer time, node-cron skips the hour that comes twice
      suppressMissedWarning: true,
      logger: asCronLogger(log),
    }),
  );
  // Each task waits for the moment that it reckoned before the clock was set.
  const watch = watchForJumps(() => {
    for (const task of tasks) {
      void task.stop();
      void task.start();
    }
  });

  async function runUnlessOthersDo(job: Job): Promise<void> {
    const slot = presentSecond();
    const key = `${job.name}:${slot.toISOString()}`;
    try {
      if (!(await elect.shouldRun(key, LEASE_MS))) return;
      await run(job, slot);
      await elect.onComplete?.(key);
    } catch (err) {
      log.error({ err, job: job.name }, 'a job could not be run at start; its next moment comes');
    }
  }

  return {
    async runAtStart() {
      for (const job of jobs.filter(({ atStart }) => atStart)) await runUnlessOthersDo(job);
    },
    async runNow(name) {
      const job = jobs.find((one) => one.name === name);
      if (!job) return;
      await underWay.get(name);
      await run(job, presentSecond());
    },
    async stop() {
      stopping = true;
      watch.stop();
      for (const task of tasks) await task.destroy();
      await work.idle();
    },
  };
}

/** The moment that a job of every second has now. */
function presentSecond(): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000);
}

/** Knows what was begun and has not ended. */
function createWork() {
  const begun = new Set<unknown>();
  return {
    async track<T>(work: T | Promise<T>): Promise<T> {
      begun.add(work);
      try {
        return await work;
      } finally {
        begun.delete(work);
      }
    },
    async idle(): Promise<void> {
      do {
        await Promise.allSettled(begun);
        await setImmediate(); // what one step ends in has begun the next
      } while (begun.size > 0);
    },
  };
}

function asCronLogger(log: Logger): CronLogger {
  const child = log.child({ from: 'node-cron' });
  return {
    debug: (message) => child.debug(String(message)),
    info: (message) => child.debug(message),
    warn: (message) => child.debug(message), // a run that takes longer than its period is no mistake
    error: (message, err) => child.error({ err: err ?? message }, 'the schedule failed'),
  };
}
