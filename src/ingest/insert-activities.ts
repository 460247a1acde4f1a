import type pg from 'pg';
import { copyRows } from '../database/copy-rows.ts';
import type { ActivityInput } from './activity-input.ts';
import type { LeadBook } from './lead-book.ts';

const COLUMNS = 'id, "leadId", type, at, content, source, properties, trace';

/**
 * Writes activities, also of leads that are not written yet: that each has its lead is checked when the transaction
 * ends. Those of a lead that is joined later move with it. PGlite knows no COPY from its client; a server takes rows
 * by it in two thirds of the time.
 */
export async function insertActivities(
  client: pg.PoolClient,
  book: LeadBook,
  activities: ActivityInput[],
  by: 'json' | 'copy',
): Promise<void> {
  const rows = activities.map(({ id, type, at, content, lead, properties, trace }) => ({
    id,
    leadId: book.current(book.leadOfActivity.get(id) ?? ''),
    type,
    at: at.toISOString(),
    content: content ?? undefined,
    source: lead.source ?? undefined,
    properties: properties ?? undefined,
    trace,
  }));
  if (by === 'json') {
    await client.query(
      `INSERT INTO "Activity" (${COLUMNS}) SELECT * FROM json_to_recordset($1::json)
         AS t(id text, "leadId" uuid, type text, at timestamptz, content jsonb, source jsonb, properties jsonb, trace text)`,
      [JSON.stringify(rows)],
    );
    return;
  }
  const texts = rows.map(({ id, leadId, type, at, content, source, properties, trace }) => {
    return [id, leadId, type, at, asJson(content), asJson(source), asJson(properties), trace ?? null];
  });
  await copyRows(client, `"Activity" (${COLUMNS})`, [texts]);
}

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
