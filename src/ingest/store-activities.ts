import type pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { ActivityInput } from './activity-input.ts';
import { applyActivity } from './apply-activity.ts';
import { beginIngest, rebuildInterest } from './rebuild-interest.ts';
import { openLeadBook } from './lead-book.ts';
import { writeLeadBook } from './write-lead-book.ts';

export interface IngestDeps {
  database: Database;
  playbook: Playbook;
  playbookHash: string;
  log: Logger;
}

export interface Stored {
  accepted: number;
  duplicates: number;
  /** Leads that asked for us in this batch. */
  handRaised: string[];
}

/**
 * Stores a batch in one transaction: each activity once, its lead found or made, its interest moved on. When it
 * returns, the batch is durable.
 */
export async function storeActivities(deps: IngestDeps, batch: ActivityInput[], now: Date): Promise<Stored> {
  if (batch.length === 0) return { accepted: 0, duplicates: 0, handRaised: [] };
  const client = await deps.database.sql.connect();
  try {
    await beginIngest(client);
    const fresh = await withoutDuplicates(client, batch);
    const stored = await store(client, deps, fresh, now);
    await client.query('COMMIT');
    return { ...stored, duplicates: batch.length - fresh.length };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function store(client: pg.PoolClient, deps: IngestDeps, fresh: ActivityInput[], now: Date) {
  const book = await openLeadBook(client, fresh, deps.playbookHash);
  const handRaised = new Set<string>();
  // In the order of time, so that as little as can be comes out of order.
  for (const activity of fresh.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const lead = applyActivity(book, activity, deps.playbook);
    if (deps.playbook.interest.signals[activity.type]?.hand_raise) handRaised.add(lead.id);
  }
  await writeLeadBook(client, book, fresh, deps.playbookHash, now);
  const stale = [...book.leads.values()].filter((lead) => lead.stale).map(({ id }) => id);
  await rebuildInterest(client, stale, deps.playbook, deps.playbookHash);
  const present = [...handRaised].map((id) => book.current(id));
  return { accepted: fresh.length, handRaised: [...new Set(present)] };
}

/** The activities that were never stored, each once: of two with one id, the first. */
async function withoutDuplicates(client: pg.PoolClient, batch: ActivityInput[]): Promise<ActivityInput[]> {
  const unique = [...new Map(batch.toReversed().map((one) => [one.id, one])).values()].toReversed();
  const { rows } = await client.query<{ id: string }>('SELECT id FROM "Activity" WHERE id = ANY($1)', [
    unique.map(({ id }) => id),
  ]);
  const known = new Set(rows.map(({ id }) => id));
  return unique.filter(({ id }) => !known.has(id));
}
