import type pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import type { LivePlaybook } from '../playbook/live.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { ActivityInput } from './activity-input.ts';
import { applyActivity } from './apply-activity.ts';
import { prepareInsert } from './insert-activities.ts';
import { markColleagues } from './mark-colleagues.ts';
import { beginIngest, rebuildInterest } from './rebuild-interest.ts';
import { type LeadBook, openLeadBook } from './lead-book.ts';
import { writeLeadBook } from './write-lead-book.ts';

const PART = 250; // activities that one statement writes: while it does, the next are reckoned

export interface IngestDeps {
  database: Database;
  playbook: LivePlaybook;
  log: Logger;
}

export interface Stored {
  accepted: number;
  duplicates: number;
  /** Of each activity of the batch, in its order: whether it was new. */
  isNew: boolean[];
  /** Leads that asked for us in this batch. */
  handRaised: string[];
}

/** The database could not be reached, or was lost on the way: not because of what was to be stored. */
export class DatabaseAway extends Error {}

/**
 * Stores batches in one transaction: each activity once, its lead found or made, its interest moved on. When it
 * returns, all are durable; when it throws, nothing is stored. Throws DatabaseAway when that is why. Gives back what
 * became of each batch.
 */
export async function storeBatches(
  deps: IngestDeps,
  batches: readonly ActivityInput[][],
  now: Date,
): Promise<Stored[]> {
  const all = batches.flat();
  if (all.length === 0) return batches.map(() => ({ accepted: 0, duplicates: 0, isNew: [], handRaised: [] }));
  const client = await deps.database.sql.connect().catch((cause: unknown) => {
    throw new DatabaseAway('the database gives no connection', { cause });
  });
  try {
    await beginIngest(client);
    const fresh = await withoutDuplicates(client, all);
    // One playbook for the whole batch, also when another is published meanwhile.
    const { current: playbook, hash } = deps.playbook;
    const by = deps.database.embedded ? 'json' : 'copy';
    const book = await store(client, { playbook, hash }, fresh, by, now);
    await client.query('COMMIT');
    const isFresh = new Set(fresh);
    return batches.map((batch) => {
      const accepted = batch.filter((activity) => isFresh.has(activity));
      const handRaised = accepted
        .filter(({ type }) => playbook.interest.signals[type]?.hand_raise)
        .flatMap(({ id }) => book.leadOfActivity.get(id) ?? []);
      return {
        accepted: accepted.length,
        duplicates: batch.length - accepted.length,
        isNew: batch.map((activity) => isFresh.has(activity)),
        handRaised: [...new Set(handRaised.map((id) => book.current(id)))],
      };
    });
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      throw new DatabaseAway('the connection to the database broke', { cause: error });
    });
    throw error;
  } finally {
    client.release();
  }
}

async function store(
  client: pg.PoolClient,
  { playbook, hash }: { playbook: Playbook; hash: string },
  fresh: ActivityInput[],
  by: 'json' | 'copy',
  now: Date,
): Promise<LeadBook> {
  const book = await openLeadBook(client, fresh, hash);
  // In the order of time, so that as little as can be comes out of order.
  const inTime = fresh.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let stored: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < inTime.length; from += PART) {
    const part = inTime.slice(from, from + PART);
    for (const activity of part) applyActivity(book, activity, playbook);
    const insert = prepareInsert(book, part, by);
    await stored;
    ({ stored } = await insert(client));
  }
  await stored;
  await markColleagues(client, book, playbook, now);
  await writeLeadBook(client, book, hash, now);
  const stale = [...book.leads.values()].filter((lead) => lead.stale).map(({ id }) => id);
  await rebuildInterest(client, stale, playbook, hash);
  return book;
}

/**
 * The activities that were never stored, each once, and notes their ids: of two with one id, the first is kept. Nobody
 * else notes any meanwhile (beginIngest); without that, ON CONFLICT would have to look, which takes half as long again.
 */
async function withoutDuplicates(client: pg.PoolClient, batch: ActivityInput[]): Promise<ActivityInput[]> {
  const fresh = new Map<string, ActivityInput>();
  for (const one of batch) if (!fresh.has(one.id)) fresh.set(one.id, one);
  const known = await client.query<{ id: string }>('SELECT id FROM "ActivityId" WHERE id = ANY($1::text[])', [
    [...fresh.keys()],
  ]);
  for (const { id } of known.rows) fresh.delete(id);
  await client.query('INSERT INTO "ActivityId" (id) SELECT unnest($1::text[])', [[...fresh.keys()]]);
  return [...fresh.values()];
}
