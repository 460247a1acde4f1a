import { type Logger as CronLogger, type RunCoordinator, schedule } from 'node-cron';
import type { Logger } from 'pino';
import { watchForJumps } from './watch-for-jumps.ts';

export interface Job {
  name: string;
  cron: string; // six fields, seconds first, in UTC
  run(): Promise<unknown>;
}

export interface Schedule {
  /** Runs a job now, whoever else does, after the run that is under way here: that one may have looked too early. */
  runNow(name: string): Promise<void>;
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
  const run = (job: Job): Promise<void> => {
    const current = underWay.get(job.name);
    if (current) return current;
    const started = job
      .run()
      .then(
        () => {},
        (err: unknown) => log.error({ err, job: job.name }, 'a job failed'),
      )
      .finally(() => underWay.delete(job.name));
    underWay.set(job.name, started);
    return started;
  };
  const tasks = jobs.map((job) =>
    schedule(job.cron, () => run(job), {
      name: job.name,
      noOverlap: true,
      distributed: true,
      runCoordinator: coordinator,
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
  return {
    async runNow(name) {
      const job = jobs.find((one) => one.name === name);
      if (!job) return;
      await underWay.get(name);
      await run(job);
    },
    async stop() {
      watch.stop();
      for (const task of tasks) await task.destroy();
      await Promise.all(underWay.values());
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
