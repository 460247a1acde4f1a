import type { Database } from './open-database.ts';

/**
 * Frees the space of rows that were changed or deleted, as a server's autovacuum does: the embedded database has none, and
 * without it every score that is noted would grow the folder. Leaves a server alone.
 */
export async function vacuumEmbedded({ sql, embedded }: Database): Promise<void> {
  if (!embedded) return;
  await sql.query('SELECT pg_stat_force_next_flush()'); // what changed is counted now, not some seconds later
  // https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM: so many rows, and a fifth of the table
  const { rows } = await sql.query<{ table: string }>(
    `SELECT format('%I.%I', schemaname, relname) AS table FROM pg_stat_user_tables
     WHERE schemaname IN ('public', 'activities') 
       AND (n_dead_tup > 50 + 0.2 * n_live_tup OR n_ins_since_vacuum > 1000 + 0.2 * n_live_tup)`,
  );
  for (const { table } of rows) await sql.query(`VACUUM (ANALYZE) ${table}`);
}
