import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHealth } from '../../src/blocks/health.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { CLICKS, SUBMISSIONS, TELLINGS } from '../../src/database/queue.ts';
import { createMetrics } from '../../src/watching/metrics.ts';
import { readBacklog } from '../../src/watching/read-backlog.ts';
import { readHealth } from '../../src/watching/read-health.ts';
import { watchBacklog } from '../../src/watching/watch-backlog.ts';
import { newDatabase } from '../database/test-database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
  const { prisma, queue, sql } = database;
  const message = (key: string) => ({ key, kind: 'digest', channel: 'sales', createdAt: ago(300) });
  await prisma.posting.createMany({
    data: [
      { ...message('late') },
      { ...message('stands'), owed: false, state: 'posted', ts: '1.1' },
      { ...message('set aside'), owed: false, error: 'invalid_blocks', troubledAt: ago(300) },
    ],
  });
  await prisma.lead.create({ data: { changedAt: ago(400) } });
  await queue.insert(CLICKS, [{ data: {} }]);
  await queue.insert(SUBMISSIONS, [{ data: {} }]);
  await queue.insert(TELLINGS, [{ data: {} }, { data: {} }, { data: {} }]);
  await sql.query('UPDATE pgboss.job SET created_on = $1 WHERE name = $2', [ago(45), SUBMISSIONS]);
  // As an instance whose clock is three hours behind leaves it.
  await sql.query(
    `INSERT INTO "Tick" (job, slot, holder, "leasedUntil") VALUES ('score', now() - interval '3 h', 'it', now())`,
  );
  await sql.query(
    `INSERT INTO "Instance" (id, version, roles) VALUES (gen_random_uuid(), '1', 'web,slack,worker')`,
  );
});
afterAll(() => database.close());

test('health tells of messages that wait and are set aside and of clicks and modals that wait, and of ticks by one clock', async () => {
  const health = await readHealth(database, { slack: true, deliveries: true, now: NOW });
  expect(health.database).toMatchObject({
    messages: { owed: 1, oldestSeconds: 300 },
    clicks: { waiting: 2, oldestSeconds: 45 },
    setAside: 1,
    unclear: 0,
  });
  expect(health.database?.lastTickSeconds).toBeLessThan(60);
  const said = JSON.stringify(buildHealth(health).blocks);
  expect(said).toMatch(
    /4 things to look at.*1 message waits.*1 message was set aside.*2 clicks are not done yet/,
  );
  expect(said).not.toContain('ticked');
});

test('the metrics tell how long the oldest of what waits has waited', async () => {
  const { registry } = createMetrics();
  watchBacklog(registry, () => readBacklog(database, NOW));
  const said = await registry.metrics();
  for (const line of [
    'baton_deliveries_owed 1',
    'baton_deliveries_oldest_seconds 300',
    'baton_leads_waiting 1',
    'baton_leads_waiting_oldest_seconds 400',
    'baton_clicks_waiting 2',
    'baton_clicks_waiting_oldest_seconds 45',
    'baton_tellings_waiting 3',
  ])
    expect(said).toContain(`\n${line}\n`);
});
