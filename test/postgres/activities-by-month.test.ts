import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

const BY_MONTH = '20261125104300_activities_by_month';

/** What an instance from before the migration says. */
const OLD_STORE = `INSERT INTO "Activity" (id, "leadId", type, at) SELECT $1, id, 'pricing_viewed', $2 FROM "Lead"`;
const OLD_LOOK = 'SELECT id FROM "Activity" WHERE id = ANY($1)';

test('activities of before there were months stay, and older instances go on beside newer ones', async () => {
  const choice = await newPostgres({ empty: true });
  const old = new pg.Pool({ connectionString: choice.url });
  await migrate(old, { before: BY_MONTH });
  await old.query(`INSERT INTO "Lead" (id, email) VALUES (gen_random_uuid(), 'lead0@known0.example')`);
  await old.query(`INSERT INTO "Identity" SELECT 'email', email, id FROM "Lead"`);
  await old.query(OLD_STORE, ['known-0-webinar_attended', '2026-03-01T01:00:00Z']);

  await using instance = await openInstance(choice); // which migrates
  await old.query(OLD_STORE, ['known-0-pricing_viewed', '2026-03-01T02:00:00Z']);
  const { rows } = await old.query(OLD_LOOK, [['known-0-webinar_attended', 'known-0-pricing_viewed']]);
  expect(rows).toHaveLength(2);
  const [stored] = await storeBatches(instance, [readyLeads('known', 1)], NOW);
  expect(stored).toMatchObject({ accepted: 1, duplicates: 2 });
  const [lead] = await instance.database.prisma.lead.findMany({ include: { activities: true } });
  expect(lead?.activities.map(({ id }) => id).toSorted()).toEqual([
    'known-0-pricing_viewed',
    'known-0-resource_downloaded',
    'known-0-webinar_attended',
  ]);
  await expect(
    old.query(
      `INSERT INTO "Activity" (id, "leadId", type, at) VALUES ('nobody', gen_random_uuid(), 'x', now())`,
    ),
  ).rejects.toThrow(/foreign key/);
  await old.end();
});
