import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { createRunCoordinator } from '../../src/jobs/run-coordinator.ts';
import { startSchedule } from '../../src/jobs/schedule.ts';
import { newDatabase } from '../database/test-database.ts';
import { setClock } from './set-clock.ts';

afterEach(() => setClock(0));

const everySecond = (run: () => Promise<unknown>) => ({ name: 'job', cron: '* * * * * *', run });
const NEVER = '0 0 0 1 1 *';
const always = { shouldRun: () => true };
const log = pino({ level: 'silent' });

test('when the clock is set back by three hours, and forward again, jobs go on, once each time', async () => {
  let runs = 0;
  const schedule = startSchedule([everySecond(async () => (runs += 1))], always, log);
  await expect.poll(() => runs, { timeout: 5_000 }).toBeGreaterThan(0);
  for (const jump of [-3 * 3_600_000, 0]) {
    setClock(jump);
    const before = runs;
    const started = performance.now();
    await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(before + 1);
    expect(runs - before).toBeLessThanOrEqual((performance.now() - started) / 1000 + 2);
  }
  await schedule.stop();
});

test('a job that fails is run again, and one run waits for the other', async () => {
  let runs = 0;
  let atOnce = 0;
  const schedule = startSchedule(
    [
      everySecond(async () => {
        expect((atOnce += 1)).toBe(1);
        runs += 1;
        await Promise.resolve();
        atOnce -= 1;
        throw new Error('this one failed');
      }),
    ],
    always,
    log,
  );
  await Promise.all([schedule.runNow('job'), schedule.runNow('job'), schedule.runNow('job')]);
  await schedule.runNow('job');
  expect(runs).toBeGreaterThanOrEqual(2);
  await schedule.stop();
});

test('only the instance that the coordinator chooses runs a job, and says when it is done', async () => {
  const asked: string[] = [];
  const done: string[] = [];
  const coordinator = (runs: boolean) => ({
    shouldRun: (key: string) => (asked.push(key), runs),
    onComplete: (key: string) => void done.push(key),
  });
  let chosen = 0;
  let others = 0;
  const one = startSchedule([everySecond(async () => (chosen += 1))], coordinator(true), log);
  const other = startSchedule([everySecond(async () => (others += 1))], coordinator(false), log);
  await expect.poll(() => done.length, { timeout: 5_000 }).toBeGreaterThan(0);
  await Promise.all([one.stop(), other.stop()]);
  expect(chosen).toBeGreaterThan(0);
  expect(others).toBe(0);
  expect(asked[0]).toMatch(/^job:2\d{3}-/);
});

test('of several instances that start at once, one runs what is to be run at start', async () => {
  const database = await openDatabase(await newDatabase());
  const lines: string[] = [];
  const debug = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
  const { promise: never, resolve: end } = Promise.withResolvers<void>();
  let runs = 0;
  let over = 0;
  const job = { name: 'job', cron: NEVER, atStart: true, run: () => ((runs += 1), never) };
  const instances = Array.from({ length: 5 }, () =>
    startSchedule([job], createRunCoordinator(database, log), debug),
  );
  const started = Promise.all(instances.map((one) => one.runAtStart().then(() => (over += 1))));
  await expect.poll(() => over, { timeout: 10_000 }).toBe(4);
  end();
  await started;
  expect(runs).toBe(1);
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ job: 'job', slot: expect.stringMatching(/:\d\d\.000Z$/), msg: 'a job runs' }),
  ]);
  await Promise.all(instances.map((one) => one.stop()));
  await database.close();
});

test('a stop waits for what runs and leaves no lease behind', async () => {
  const database = await openDatabase(await newDatabase());
  const schedule = startSchedule(
    [everySecond(async () => {})],
    createRunCoordinator(database, log),
    pino({ level: 'silent' }),
  );
  const ticks = () => database.prisma.tick.findMany();
  await expect.poll(ticks, { timeout: 5_000 }).toHaveLength(1);
  await schedule.stop();
  const { rows } = await database.sql.query('SELECT 1 FROM "Tick" WHERE "leasedUntil" > now()');
  expect(rows).toEqual([]);
  await database.close();
});
