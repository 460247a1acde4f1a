import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { newPostgres } from '../database/test-database.ts';

test('a start waits for a connection as long as it takes, and once in service no call does', async () => {
  const { url } = await newPostgres();
  const choice = { kind: 'postgres', url, connections: 1, patienceMs: 100 } as const;
  const database = await openDatabase(choice, { atStart: true });
  const only = await database.sql.connect();

  const ofTheStart = database.sql.query('SELECT 1 AS one');
  database.inService();
  await expect(database.sql.query('SELECT 2')).rejects.toThrow('timeout exceeded when trying to connect');

  only.release();
  expect((await ofTheStart).rows).toEqual([{ one: 1 }]);
  await database.close();
});
