import { expect, test } from 'vitest';
import { type Clock, startDatabaseClock } from '../../src/database/database-clock.ts';
import type { Database } from '../../src/database/open-database.ts';

const HOURS = 3_600_000;

/** A clock on a database whose own is so much ahead of this machine's, and may be set anew. */
async function clockOf(database: { ahead: number; gone?: boolean }): Promise<Clock> {
  const query = async () => {
    if (database.gone) throw new Error('the database is gone');
    return { rows: [{ ms: Date.now() + database.ahead }] };
  };
  const clock = await startDatabaseClock({ sql: { query } as unknown as Database['sql'] });
  clock.stop();
  return clock;
}

const off = (clock: Clock, ahead: number) => Math.abs(clock.now().getTime() - Date.now() - ahead);

test("an instance whose clock is off by three hours tells the database's time to the second", async () => {
  for (const ahead of [3 * HOURS, -3 * HOURS])
    expect(off(await clockOf({ ahead }), ahead)).toBeLessThan(1000);
});

test('when the database is set anew, the next reading follows; when it is gone, time goes on', async () => {
  const database = { ahead: 0, gone: false };
  const clock = await clockOf(database);
  database.ahead = HOURS;
  expect(off(clock, 0)).toBeLessThan(1000);
  await clock.read();
  expect(off(clock, HOURS)).toBeLessThan(1000);
  database.gone = true;
  await clock.read();
  expect(off(clock, HOURS)).toBeLessThan(1000);
});

test('small differences move nothing: time never steps back between two readings', async () => {
  const database = { ahead: 50 };
  const clock = await clockOf(database);
  const before = clock.now().getTime();
  database.ahead = -40;
  expect((await clock.read()).getTime()).toBeGreaterThanOrEqual(before);
});
