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
  const leadOf = (id: string) => book.current(book.leadOfActivity.get(id) ?? '');
  if (by === 'copy') {
    const text = copyText(
      activities.map(({ id, type, at, content, lead: { source }, properties, trace }) => {
        const json = [content, source, properties].map((value) => (value ? JSON.stringify(value) : null));
        return [id, leadOf(id), type, at.toISOString(), ...json, trace ?? null];
      }),
    );
    return (client) => beginCopy(client, `"Activity" (${COLUMNS})`, text);
  }
  const json = JSON.stringify(
    activities.map(({ id, type, at, content, lead: { source }, properties, trace }) => {
      return { id, leadId: leadOf(id), type, at, content, source, properties, trace };
    }),
  );
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
