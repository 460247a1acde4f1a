import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { listen } from '../../src/database/listen.ts';
import { DatabaseAway, storeBatches } from '../../src/ingest/store-activities.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';
import { type StallingProxy, startStallingProxy } from './stalling-proxy.ts';

const PATIENCE_MS = 1_000;

// These two wait most of their time, and do it beside each other.
test.concurrent('a database that is cut off without a word holds no call up, and all goes on when it is back', async () => {
  const { url } = await newPostgres();
  await using proxy = await startStallingProxy({ path: join(inject('postgres'), '.s.PGSQL.5432') });
  await using instance = await openThrough(proxy, url);
  const { prisma, sql } = instance.database;
  const calls = () => [
    ...Array.from({ length: 12 }, () => sql.query('SELECT pg_sleep(0.05)')), // more than there are connections
    prisma.lead.findMany(),
    prisma.$transaction((tx) => tx.lead.count()),
    storeBatches(instance, [readyLeads('cut', 2)], NOW),
  ];
  await Promise.all([sql.query('SELECT 1'), prisma.lead.count()]);

  const during = calls();
  proxy.stall();
  const outcomes = await Promise.allSettled([...during, ...calls()]); // while it is stalled
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(15);

  proxy.resume();
  await Promise.all(calls());
  expect(await prisma.lead.count()).toBe(2);
});

test.concurrent('what a broken connection held is free again, though the server hears nothing of it', async () => {
  const { url } = await newPostgres();
  await using proxy = await startStallingProxy({ path: join(inject('postgres'), '.s.PGSQL.5432') });
  await using broken = await openThrough(proxy, url);
  await using whole = await openInstance({ kind: 'postgres', url });
  const client = await broken.database.sql.connect();
  await client.query('BEGIN; SELECT pg_advisory_xact_lock(42)');
  proxy.stall();
  await whole.database.sql.query('SELECT pg_advisory_lock(42)'); // waits as long as the other holds it
  proxy.resume();
  await expect(client.query('SELECT 1')).rejects.toThrow('terminated');
  client.release(true);
});

test('activities that were being stored when the connection broke are told that it was not because of them', async () => {
  const { url } = await newPostgres();
  await using proxy = await startStallingProxy({ path: join(inject('postgres'), '.s.PGSQL.5432') });
  await using instance = await openThrough(proxy, url);
  await instance.database.sql.query('SELECT 1');
  const stored = storeBatches(instance, [readyLeads('broken', 1)], NOW); // on the connection of before
  proxy.stall();
  await expect(stored).rejects.toThrow(new DatabaseAway('the connection to the database broke'));
});

test('who listens hears again when the database is back, though its connection broke without a word', async () => {
  const { url } = await newPostgres();
  await using proxy = await startStallingProxy({ path: join(inject('postgres'), '.s.PGSQL.5432') });
  await using instance = await openThrough(proxy, url);
  const { database } = instance;
  let heard = 0;
  const listener = listen(database, 'bell', () => (heard += 1), { heartbeatMs: 200 });
  await expect.poll(() => heard, { timeout: 10_000 }).toBe(1); // it listens

  proxy.stall();
  proxy.resume(); // what was connected stays dead
  await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(1); // it has connected anew
  const before = heard;
  const other = new pg.Pool({ connectionString: url });
  await other.query('NOTIFY bell');
  await other.end();
  await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
  await listener.stop();
});

test('a statement that takes longer than anybody waits for a dead connection is let finish', async () => {
  await using instance = await openInstance({ ...(await newPostgres()), patienceMs: 200 });
  const { rows } = await instance.database.sql.query<{ done: number }>('SELECT 1 AS done FROM pg_sleep(1)');
  expect(rows).toEqual([{ done: 1 }]);
});

function openThrough({ port }: StallingProxy, url: string) {
  const through = `postgresql://postgres@127.0.0.1:${port}${new URL(url).pathname}`;
  return openInstance({ kind: 'postgres', url: through, patienceMs: PATIENCE_MS });
}
