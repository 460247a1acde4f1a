import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { vacuumEmbedded } from '../../src/database/vacuum-embedded.ts';
import { newDatabase, onEmbedded } from './test-database.ts';

async function bytesOfLeads({ sql }: Database): Promise<number> {
  const { rows } = await sql.query<{ bytes: string }>(`SELECT pg_total_relation_size('"Lead"') AS bytes`);
  return Number(rows[0]?.bytes);
}

test.runIf(onEmbedded)(
  'the embedded database takes no more room for rows that are changed again and again',
  async () => {
    const database = await openDatabase(await newDatabase('PGlite'));
    await database.sql.query(
      `INSERT INTO "Lead" (id, interest) SELECT gen_random_uuid(), json_build_object('said', repeat('a word ', 100)) FROM generate_series(1, 300)`,
    );
    const change = async () => {
      for (let round = 0; round < 5; round++)
        await database.sql.query('UPDATE "Lead" SET "scoredAt" = now()');
      await vacuumEmbedded(database);
    };
    await change();
    const before = await bytesOfLeads(database);
    for (let round = 0; round < 5; round++) await change();
    expect(await bytesOfLeads(database)).toBeLessThan(before * 1.2);
    await database.close();
  },
);
