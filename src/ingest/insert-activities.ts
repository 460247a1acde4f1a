import type pg from 'pg';
import { beginCopy, copyText } from '../database/copy-rows.ts';
import type { ActivityInput } from './activity-input.ts';
import type { LeadBook } from './lead-book.ts';

const COLUMNS = 'id, "leadId", type, at, content, source, properties, trace';

/** Resolves once the database has the rows; it is done with them when `stored` is kept. */
type Insert = (client: pg.PoolClient) => Promise<{ stored: Promise<unknown> }>;

/**
 * Gives what writes activities, also of leads that are not written yet: that each has its lead is checked when the
 * transaction ends. Those of a lead that is joined later move with it. PGlite knows no COPY from its client; a server
 * takes rows by it in two thirds of the time.
 */
export function prepareInsert(book: LeadBook, activities: ActivityInput[], by: 'json' | 'copy'): Insert {
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
    const json = JSON.stringify(rows);
    return async (client) => {
      const stored = client.query(
        `INSERT INTO "Activity" (${COLUMNS}) SELECT * FROM json_to_recordset($1::json)
           AS t(id text, "leadId" uuid, type text, at timestamptz, content jsonb, source jsonb, properties jsonb, trace text)`,
        [json],
      );
      stored.catch(() => {}); // is heard where it is awaited
      return { stored };
    };
  }
  const text = copyText(
    rows.map(({ id, leadId, type, at, content, source, properties, trace }) => {
      return [id, leadId, type, at, asJson(content), asJson(source), asJson(properties), trace ?? null];
    }),
  );
  return (client) => beginCopy(client, `"Activity" (${COLUMNS})`, text);
}

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
