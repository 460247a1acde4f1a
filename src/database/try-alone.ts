import type { Database } from './open-database.ts';

/**
 * Does the work if no other instance on this database is at it, under an advisory lock of this number that ends with
 * the connection, however the instance ends. False, with nothing done, when another is. Throws what the work throws.
 */
export async function tryAlone(
  database: Database,
  lock: number,
  work: () => Promise<void>,
): Promise<boolean> {
  if (database.embedded) {
    await work(); // one process holds the folder; its one connection is needed for the work
    return true;
  }
  const client = await database.sql.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lock]);
    if (rows[0]?.mine) await work();
    return rows[0]?.mine ?? false;
  } finally {
    // Also frees the lock; a connection that can't say so is closed, which frees it too.
    const unlocked = await client.query('SELECT pg_advisory_unlock_all()').then(
      () => true,
      () => false,
    );
    client.release(!unlocked);
  }
}
