import type pg from 'pg';
import { Prisma } from '../database/generated/client.ts';

const COLUMNS = Object.values(Prisma.ActivityScalarFieldEnum);
const list = (of: (column: string) => string) => COLUMNS.map(of).join(', ');

/**
 * Gives the activities of leads that go to those that stay. They are written anew: where the database is spread over
 * several machines, the lead says on which one an activity lies, and no UPDATE may change that.
 */
export async function moveActivities(client: pg.ClientBase, goes: string[], stays: string[]): Promise<void> {
  await client.query(
    `INSERT INTO "Activity" (${list((column) => `"${column}"`)})
     SELECT ${list((column) => (column === 'leadId' ? 'stays' : `"${column}"`))} FROM "Activity"
     JOIN unnest($1::uuid[], $2::uuid[]) AS t(goes, stays) ON "leadId" = goes WHERE "leadId" = ANY($1::uuid[])`,
    [goes, stays],
  );
  await client.query('DELETE FROM "Activity" WHERE "leadId" = ANY($1::uuid[])', [goes]);
}
