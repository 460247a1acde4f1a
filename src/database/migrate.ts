import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { LOCKS } from './locks.ts';

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Prisma's own table of what was applied, so that its tools agree with ours. */
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations that the database lacks, each in one transaction, and gives back their names. Several
 * processes may call it at once: an advisory lock lets one work. Throws if an applied file was changed since. With
 * `before`, only those whose names sort before it: the database of an older version.
 */
export async function migrate(pool: pg.Pool, { before }: { before?: string } = {}): Promise<string[]> {
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migrate]);
    await client.query(TABLE);
    const known = await readApplied(client);
    for (const { name, sql } of await readMigrations()) {
      if (before !== undefined && name >= before) break;
      const checksum = createHash('sha256').update(sql).digest('hex');
      if (known.get(name) === checksum) continue;
      if (known.has(name))
        throw new Error(`Migration ${name} was changed after it was applied; restore the file.`);
      await apply(client, { name, sql, checksum });
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.migrate]).catch(() => {});
    client.release();
  }
}

/** The checksums of what was applied, by name. */
async function readApplied(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  return new Map(rows.map(({ migration_name: name, checksum }) => [name, checksum]));
}

async function apply(
  client: pg.PoolClient,
  { name, sql, checksum }: { name: string; sql: string; checksum: string },
): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error });
  }
}

async function readMigrations(): Promise<{ name: string; sql: string }[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .toSorted()
      .map(async (name) => ({ name, sql: await readFile(join(FOLDER, name, 'migration.sql'), 'utf8') })),
  );
}
