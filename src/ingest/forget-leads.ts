import type pg from 'pg';
import type { Database } from '../database/open-database.ts';
import { beginIngest } from './rebuild-interest.ts';

const AT_ONCE = 500;

/**
 * Forgets leads that did nothing since: one that was never handed over is deleted with all that is about it. Of one
 * that was, what says who it is goes, and the verdicts stay with the terms that they teach by. A lead with a live
 * handover is kept until that is over. Gives back how many were deleted and how many are nameless now.
 */
export async function forgetLeads(
  { sql }: Pick<Database, 'sql'>,
  before: Date,
): Promise<{ deleted: number; nameless: number }> {
  const total = { deleted: 0, nameless: 0 };
  for (;;) {
    const some = await forgetSome(sql, before);
    total.deleted += some.deleted;
    total.nameless += some.nameless;
    if (some.deleted + some.nameless < AT_ONCE) return total;
  }
}

async function forgetSome(sql: pg.Pool, before: Date): Promise<{ deleted: number; nameless: number }> {
  const client = await sql.connect();
  try {
    await beginIngest(client); // nothing new comes of these leads meanwhile
    const { rows } = await client.query<{ id: string; judged: boolean }>(
      `SELECT id, EXISTS (SELECT FROM "Handover" WHERE "leadId" = "Lead".id) AS judged FROM "Lead"
       WHERE "lastActivityAt" < $1 AND NOT EXISTS (
         SELECT FROM "Handover" WHERE "leadId" = "Lead".id AND state IN ('queued', 'open', 'snoozed', 'claimed'))
       ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`,
      [before],
    );
    const nameless = rows.filter(({ judged }) => judged).map(({ id }) => id);
    const deleted = rows.filter(({ judged }) => !judged).map(({ id }) => id);
    for (const statement of deleted.length > 0 ? GONE : []) await client.query(statement, [deleted]);
    for (const statement of nameless.length > 0 ? NAMELESS : []) await client.query(statement, [nameless]);
    await client.query('COMMIT');
    return { deleted: deleted.length, nameless: nameless.length };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const OF_THESE = `WHERE "leadId" = ANY($1::uuid[])`;
const OF_THEIR_HANDOVERS = `WHERE "handoverId" IN (SELECT id FROM "Handover" ${OF_THESE})`;

/** Not left to the foreign key: where the database is spread over several machines, activities have none. */
const GONE = [`DELETE FROM "Activity" ${OF_THESE}`, 'DELETE FROM "Lead" WHERE id = ANY($1::uuid[])'];

/** Where a lead came from stays, and what its handovers were about, for the reports by source and topic. */
const NAMELESS = [
  `DELETE FROM "Identity" ${OF_THESE}`,
  `DELETE FROM "Activity" ${OF_THESE}`,
  `UPDATE "Lead" SET email = NULL, name = NULL, profile = '{}', interest = '{}', "lastActivityAt" = NULL,
     "lastMeaningfulAt" = NULL, "changedAt" = NULL, "dueAt" = NULL, "heldBack" = NULL, excluded = 'forgotten'
   WHERE id = ANY($1::uuid[])`,
  `UPDATE "Handover" SET words = NULL, "snoozeNote" = NULL, woken = NULL,
     brief = brief || '{"leadName": "Forgotten lead", "whyNow": null, "timeline": []}' || jsonb_build_object('fields',
       coalesce(brief->'fields', '{}') || '{"name": null, "role": null, "latest_action": null, "summary": null, "angle": null, "company_context": null}'),
     assessment = assessment || '{"reasons": [], "gates": [], "topics": [], "whyNow": null}' ${OF_THESE}`,
  `UPDATE "Verdict" SET words = NULL ${OF_THEIR_HANDOVERS}`,
  `UPDATE "Posting" SET details = NULL ${OF_THEIR_HANDOVERS}`,
];
