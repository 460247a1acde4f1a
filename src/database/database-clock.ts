import type { Database } from './open-database.ts';

/** Tells the time. Instances on one database agree on it, whatever the clocks of their machines say. */
export interface Clock {
  now: () => Date;
  /** Asks the database first; the time as before when it does not answer. */
  read(): Promise<Date>;
  stop(): void;
}

const READ_EVERY_MS = 30_000;
const TOLERANCE_MS = 100; // smaller differences are the network's

/** The database's clock, read now and again and reckoned on from by a timer that no one sets. */
export async function startDatabaseClock({ sql }: Pick<Database, 'sql'>): Promise<Clock> {
  let offset = Date.now() - performance.now();
  const now = () => performance.now() + offset;

  async function read(): Promise<Date> {
    const asked = now();
    try {
      const { rows } = await sql.query<{ ms: number }>(
        'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
      );
      const [row] = rows;
      const answered = now();
      const error = row ? row.ms - (asked + answered) / 2 : 0;
      // Of a slow answer we only know that the moment lies somewhere between.
      if (Math.abs(error) > TOLERANCE_MS + (answered - asked) / 2) offset += error;
    } catch {
      // What needs the database will say so itself.
    }
    return new Date(now());
  }

  await read();
  const timer = setInterval(() => void read(), READ_EVERY_MS).unref();
  return { now: () => new Date(now()), read, stop: () => clearInterval(timer) };
}

/** A clock that is told the time: for tests. */
export function fixedClock(now: () => Date): Clock {
  return { now, read: async () => now(), stop: () => {} };
}
