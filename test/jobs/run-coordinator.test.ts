import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { createRunCoordinator } from '../../src/jobs/run-coordinator.ts';
import { newDatabase } from '../database/test-database.ts';

const LEASE = 10_000;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Tick"'));

const instance = () => createRunCoordinator(database, pino({ level: 'silent' }));
/** The key of a job at so many seconds after nine. */
const at = (seconds: number, job = 'score') =>
  `${job}:${new Date(Date.UTC(2026, 2, 2, 9, 0, seconds)).toISOString()}`;

/** As if the lease had been given so much earlier: nobody renewed it since. */
function passes(ms: number) {
  return database.sql.query(
    `UPDATE "Tick" SET "leasedUntil" = "leasedUntil" - $1 * interval '1 millisecond'`,
    [ms],
  );
}

test('of many instances that ask at once for one moment, one runs it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => instance().shouldRun(at(0), LEASE)),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
});

test('a moment that was run is not run again, and the next is', async () => {
  const [one, other] = [instance(), instance()];
  expect(await one.shouldRun(at(0), LEASE)).toBe(true);
  await one.onComplete?.(at(0));
  expect(await other.shouldRun(at(0), LEASE)).toBe(false);
  expect(await other.shouldRun(at(5), LEASE)).toBe(true);
});

test('while one instance runs a job no other starts it; other jobs are free', async () => {
  const [one, other] = [instance(), instance()];
  await one.shouldRun(at(0), LEASE);
  expect(await other.shouldRun(at(5), LEASE)).toBe(false);
  expect(await other.shouldRun(at(5, 'wake'), LEASE)).toBe(true);
});

test('an instance that died is replaced when its lease is over, not before', async () => {
  const [dead, other] = [instance(), instance()];
  await dead.shouldRun(at(0), LEASE);
  await passes(LEASE - 1000);
  expect(await other.shouldRun(at(10), LEASE)).toBe(false);
  await passes(1000);
  expect(await other.shouldRun(at(15), LEASE)).toBe(true);
  await dead.onComplete?.(at(0)); // it was only slow: what it says late ends nothing of the other's
  expect(await dead.shouldRun(at(20), LEASE)).toBe(false);
});

test('a run that takes long keeps its lease', async () => {
  const [one, other] = [instance(), instance()];
  await one.shouldRun(at(0), 300);
  const until = async () =>
    (await database.sql.query<{ until: Date }>('SELECT "leasedUntil" AS until FROM "Tick"')).rows[0]?.until;
  const first = await until();
  await expect.poll(until).not.toEqual(first);
  expect(await other.shouldRun(at(5), 300)).toBe(false);
  await one.onComplete?.(at(0));
  expect(await other.shouldRun(at(10), 300)).toBe(true);
  await other.onComplete?.(at(10));
});

test('an instance whose clock is behind takes over from one that is ahead and died, after a lease', async () => {
  const [ahead, behind] = [instance(), instance()];
  await ahead.shouldRun(at(3 * 3600), LEASE);
  await ahead.onComplete?.(at(3 * 3600));
  expect(await behind.shouldRun(at(0), LEASE)).toBe(false);
  await passes(LEASE);
  expect(await behind.shouldRun(at(5), LEASE)).toBe(true);
  await behind.onComplete?.(at(5));
  expect(await behind.shouldRun(at(10), LEASE)).toBe(true);
});

test('when the database’s clock is set back by hours, a job goes on after a lease, and what runs stays alone', async () => {
  const [one, other] = [instance(), instance()];
  await one.shouldRun(at(0), LEASE);
  await passes(-3 * 3_600_000);
  expect(await other.shouldRun(at(5), LEASE)).toBe(false); // perhaps it runs still
  await passes(LEASE);
  expect(await other.shouldRun(at(10), LEASE)).toBe(true);
});

test('when the clocks of database and instances are set back together, a job goes on after two leases', async () => {
  const [one, other] = [instance(), instance()];
  await one.shouldRun(at(3 * 3600), LEASE);
  await one.onComplete?.(at(3 * 3600));
  await passes(-3 * 3_600_000);
  expect(await other.shouldRun(at(0), LEASE)).toBe(false);
  await passes(2 * LEASE);
  expect(await other.shouldRun(at(20), LEASE)).toBe(true);
});

test('however many moments a job has had, it has one row', async () => {
  const one = instance();
  for (let seconds = 0; seconds < 50; seconds += 5) {
    await one.shouldRun(at(seconds), LEASE);
    await one.onComplete?.(at(seconds));
  }
  expect(await database.prisma.tick.count()).toBe(1);
});
