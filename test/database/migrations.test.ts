import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaAsSql } from '../../scripts/schema-as-sql.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { newDatabase } from './test-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());

test('the migrations make exactly what the schema says', async () => {
  const sql = (await schemaAsSql(database.sql)).replace('CREATE SCHEMA IF NOT EXISTS "public";', '');
  await database.sql.query(
    `CREATE SCHEMA wanted; SET search_path TO wanted; ${sql}; SET search_path TO public`,
  );
  expect(await shapeOf(database.sql, 'public')).toEqual(await shapeOf(database.sql, 'wanted'));
});

test('a second run applies nothing', async () => {
  expect(await migrate(database.sql)).toEqual([]);
});

async function shapeOf(pool: pg.Pool, schema: string): Promise<unknown[]> {
  const columns = await pool.query(
    `SELECT table_name, column_name, data_type, is_nullable, replace(column_default, $1 || '.', '') AS fallback
     FROM information_schema.columns WHERE table_schema = $1 AND table_name <> '_prisma_migrations'
     ORDER BY table_name, column_name`,
    [schema],
  );
  const indexes = await pool.query(
    `SELECT tablename, indexname, replace(replace(indexdef, $1 || '.', ''), ' ON ONLY ', ' ON ') AS says FROM pg_indexes
     WHERE schemaname = $1 AND tablename <> '_prisma_migrations' ORDER BY indexname`,
    [schema],
  );
  return [...columns.rows, ...indexes.rows];
}
