import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: 'embedded', dir: null });
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"'));

function tick() {
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  const { playbook, hash: playbookHash } = loaded;
  return scoreDueLeads(
    { database, playbook, playbookHash, log: pino({ level: 'silent' }), deliver: () => {} },
    NOW,
  );
}

async function addLeads(count: number, changedAt: Date | null): Promise<void> {
  await database.sql.query(
    'INSERT INTO "Lead" (id, name, "changedAt") SELECT gen_random_uuid(), \'Lead\', $2 FROM generate_series(1, $1::int)',
    [count, changedAt],
  );
}

test('one tick scores every lead that changed, however many, and no other', async () => {
  await addLeads(450, NOW);
  await addLeads(20, null);
  expect(await tick()).toMatchObject({ scored: 450 });
  expect(await database.prisma.lead.count({ where: { scoredAt: null } })).toBe(20);
  expect(await tick()).toMatchObject({ scored: 0 });
});
