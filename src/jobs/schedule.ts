import { schedule } from 'node-cron';
import type { Logger } from 'pino';

export interface Job {
  name: string;
  cron: string; // six fields, seconds first
  run(): Promise<unknown>;
}

export interface Schedule {
  /** Runs a job now, after the run that is under way: that one may have looked before what is waited for. */
  runNow(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Runs each job on its schedule, never two runs of one at a time; a failed run is logged and tried at the next. */
export function startSchedule(jobs: Job[], log: Logger): Schedule {
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
  const tasks = jobs.map((job) => schedule(job.cron, () => run(job), { name: job.name, noOverlap: true }));
  return {
    async runNow(name) {
      const job = jobs.find((one) => one.name === name);
      if (!job) return;
      await underWay.get(name);
      await run(job);
    },
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.all(underWay.values());
    },
  };
}
