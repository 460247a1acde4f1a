import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { forgetLeads } from '../../src/ingest/forget-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

/** What of Citus the script asks for, doing nothing: the tables are as they would be, on one machine. */
const STAND_INS = `
  CREATE FUNCTION create_distributed_table(regclass, text, colocate_with text) RETURNS void LANGUAGE sql AS '';
  CREATE FUNCTION truncate_local_data_after_distributing_table(regclass) RETURNS void LANGUAGE sql AS ''`;
const ORPHANS = `SELECT FROM "Activity" WHERE "leadId" NOT IN (SELECT id FROM "Lead")`;

test('without the key and the trigger that Citus can not have, no activity is left without its lead', async () => {
  await using instance = await openInstance(await newPostgres());
  const { sql } = instance.database;
  await storeBatches(instance, [readyLeads('before', 2)], NOW);
  await sql.query(STAND_INS);
  await sql.query(await readFile('prisma/distribute/citus.sql', 'utf8'));
  const { rowCount: left } = await sql.query(
    `SELECT FROM pg_constraint WHERE conrelid = '"Activity"'::regclass AND contype = 'f'
     UNION ALL SELECT FROM pg_trigger WHERE tgrelid = '"Activity"'::regclass AND NOT tgisinternal`,
  );
  expect(left).toBe(0);

  const [again] = await storeBatches(
    instance,
    [[...readyLeads('before', 2), ...readyLeads('after', 2)]],
    NOW,
  );
  expect(again).toMatchObject({ accepted: 6, duplicates: 6 });
  const [one, other] = readyLeads('after', 2).filter(({ type }) => type === 'pricing_viewed');
  if (!one || !other) throw new Error('two leads were made');
  const joins = [one, other].map((activity, index) => ({
    ...activity,
    id: `joins-${index}`,
    lead: { ...activity.lead, user_id: 'u1' },
  }));
  await storeBatches(instance, [joins], NOW);
  expect(await instance.database.prisma.lead.count()).toBe(3);
  expect((await sql.query(ORPHANS)).rowCount).toBe(0);

  expect(await forgetLeads(instance.database, NOW)).toEqual({ deleted: 3, nameless: 0 });
  expect(await instance.database.prisma.activity.count()).toBe(0);
});
