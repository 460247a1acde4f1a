import { expect, test } from 'vitest';
import { tryAlone } from '../../src/database/try-alone.ts';
import { newPostgres } from '../database/test-database.ts';
import { openInstance } from './instances.ts';

const LOCK = 1;
const nothing = async () => {};

test('while one instance is at it another is told so, and has its turn after', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  const first = await tryAlone(one.database, LOCK, async () => {
    expect(await tryAlone(other.database, LOCK, () => expect.unreachable())).toBe(false);
  });
  expect(first).toBe(true);
  expect(await tryAlone(other.database, LOCK, nothing)).toBe(true);
});

test('work that fails leaves its place', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  const fails = tryAlone(one.database, LOCK, () => Promise.reject(new Error('no luck')));
  await expect(fails).rejects.toThrow('no luck');
  expect(await tryAlone(other.database, LOCK, nothing)).toBe(true);
});

test('an instance whose connection is cut loses its place, and lives', async () => {
  const choice = await newPostgres();
  await using one = await openInstance(choice);
  await using other = await openInstance(choice);
  await tryAlone(one.database, LOCK, async () => {
    const { rowCount } = await other.database.sql.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_database d ON d.oid = database
       WHERE locktype = 'advisory' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    expect(await tryAlone(other.database, LOCK, nothing)).toBe(true);
  });
  expect(await tryAlone(one.database, LOCK, nothing)).toBe(true);
});
