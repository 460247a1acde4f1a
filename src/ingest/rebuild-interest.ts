import type pg from 'pg';
import { LOCKS } from '../database/locks.ts';
import type { Database } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import { addActivity, emptyInterest } from '../scoring/interest.ts';
import { readContent } from './stored-content.ts';

/**
 * Until the transaction ends, no other instance decides who is who or writes a lead's interest. What is stored in it has
 * its id noted: the trigger that does so for older instances need not. All is looked up by keys of which many come at
 * once; the usual cost of a page, that of a disk which turns, would have a table of a million read from end to end for them.
 */
export async function beginIngest(client: pg.PoolClient): Promise<void> {
  await client.query(
    `BEGIN; SET LOCAL baton.writes_ids = 'yes'; SET LOCAL random_page_cost = 1.1; SELECT pg_advisory_xact_lock(${LOCKS.ingest})`,
  );
}

/** Folds the interest of these leads anew in a transaction of its own, while no activity is taken in. */
export async function refoldInterest(
  database: Database,
  leadIds: string[],
  playbook: Playbook,
  playbookHash: string,
): Promise<void> {
  const client = await database.sql.connect();
  try {
    await beginIngest(client);
    await rebuildInterest(client, leadIds, playbook, playbookHash);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Folds the interest of these leads anew, each from its activities in the order of time: what two joined leads, a
 * changed playbook or activity out of order ask for. Reads their whole history.
 */
export async function rebuildInterest(
  client: pg.PoolClient,
  leadIds: string[],
  playbook: Playbook,
  playbookHash: string,
): Promise<void> {
  for (const leadId of leadIds) {
    const { rows } = await client.query<{ id: string; type: string; at: Date; content: unknown }>(
      'SELECT id, type, at, content FROM "Activity" WHERE "leadId" = $1 ORDER BY at, seq',
      [leadId],
    );
    const interest = rows.reduce(
      (state, { id, type, at, content }) =>
        addActivity(state, { id, type, at: at.getTime(), content: readContent(content) }, playbook),
      emptyInterest(),
    );
    const meaningfulAt = interest.lastMeaningful && new Date(interest.lastMeaningful.at);
    await client.query(
      'UPDATE "Lead" SET interest = $2, "lastMeaningfulAt" = $3, "interestPlaybook" = $4 WHERE id = $1',
      [leadId, JSON.stringify(interest), meaningfulAt, playbookHash],
    );
  }
}
