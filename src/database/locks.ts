import type { Tx } from './open-database.ts';

/**
 * What only one transaction of all instances may be at: the keys of PostgreSQL's advisory locks. While instances are
 * replaced, old and new ones exclude each other by them: none is ever changed, or used for another thing
 * (7_226_841 was once the deliveries').
 */
export const LOCKS = {
  /** Bringing the tables up to date. */
  migrate: 7_226_838,
  /** Who is who, and what they are interested in. */
  ingest: 7_226_839,
  /** What is handed over. */
  decide: 7_226_840,
  /** The playbook in force. */
  publish: 7_226_842,
  /** Marketing's tasks. */
  tasks: 7_226_843,
} as const;

/** Waits until nobody else is at it; the others wait until this transaction ends. */
export async function holdLock(tx: Tx, what: keyof typeof LOCKS): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS[what]}::bigint)`;
}
