import type pg from 'pg';
import type { ActivityInput } from './activity-input.ts';
import type { LeadBook } from './lead-book.ts';

const CHUNK = 200; // rows a statement: larger ones hold the event loop

/** Writes what a batch changed, in few statements: companies, leads, identities, activities, joined leads. */
export async function writeLeadBook(
  client: pg.PoolClient,
  book: LeadBook,
  batch: ActivityInput[],
  now: Date,
): Promise<void> {
  await upsertCompanies(client, book);
  await releaseJoined(client, book);
  await upsertLeads(client, book, now);
  await takeOverJoined(client, book);
  await client.query(
    `INSERT INTO "Identity" (kind, value, "leadId")
     SELECT split_part(key, ' ', 1), substr(key, strpos(key, ' ') + 1), lead FROM unnest($1::text[], $2::uuid[]) AS t(key, lead)
     ON CONFLICT (kind, value) DO UPDATE SET "leadId" = excluded."leadId" WHERE "Identity"."leadId" <> excluded."leadId"`,
    [[...book.identities.keys()], [...book.identities.values()].map((id) => book.current(id))],
  );
  for (let from = 0; from < batch.length; from += CHUNK) {
    await insertActivities(client, book, batch.slice(from, from + CHUNK));
  }
  if (book.merged.size > 0)
    await client.query('DELETE FROM "Lead" WHERE id = ANY($1::uuid[])', [[...book.merged.keys()]]);
}

async function upsertCompanies(client: pg.PoolClient, book: LeadBook): Promise<void> {
  if (book.companies.size === 0) return;
  const rows = [...book.companies.values()].map(({ id, domain, facts }) => ({
    id,
    domain,
    profile: facts,
    name: facts['name']?.value ?? null,
  }));
  await client.query(
    `INSERT INTO "Company" (id, domain, profile, name)
     SELECT id, domain, profile, name FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, domain text, profile jsonb, name text)
     ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, name = excluded.name`,
    [JSON.stringify(rows)],
  );
}

/** Holds the leads that go, so that nothing new is tied to them, and frees their emails, which are unique. */
async function releaseJoined(client: pg.PoolClient, book: LeadBook): Promise<void> {
  if (book.merged.size === 0) return;
  await client.query(
    `WITH held AS (SELECT id FROM "Lead" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
     UPDATE "Lead" SET email = NULL FROM held WHERE "Lead".id = held.id`,
    [[...book.merged.keys()]],
  );
}

/**
 * What the leads that go have done, been handed over for and been judged to be belongs to those that stay, which are
 * written by now: one of them may be of this very batch. Two live cards stay two until each is dealt with.
 */
async function takeOverJoined(client: pg.PoolClient, book: LeadBook): Promise<void> {
  if (book.merged.size === 0) return;
  const goes = [...book.merged.keys()];
  const lists = [goes, goes.map((id) => book.current(id))];
  for (const table of ['Activity', 'Handover', 'Identity']) {
    await client.query(
      `UPDATE "${table}" SET "leadId" = stays FROM unnest($1::uuid[], $2::uuid[]) AS t(goes, stays) WHERE "leadId" = goes`,
      lists,
    );
  }
  await client.query(
    `UPDATE "Handover" SET "liveLeadId" = live.stays FROM (
       SELECT DISTINCT ON (stays) stays, h.id FROM unnest($1::uuid[], $2::uuid[]) AS t(goes, stays)
       JOIN "Handover" h ON h."liveLeadId" = goes
       WHERE NOT EXISTS (SELECT FROM "Handover" own WHERE own."liveLeadId" = stays)
       ORDER BY stays, h."createdAt", h.id) AS live
     WHERE "Handover".id = live.id`,
    lists,
  );
  await client.query(
    `UPDATE "Lead" SET excluded = coalesce("Lead".excluded, past.excluded),
       "recycleAt" = greatest("Lead"."recycleAt", past."recycleAt")
     FROM (SELECT stays, min(excluded) AS excluded, max("recycleAt") AS "recycleAt"
       FROM unnest($1::uuid[], $2::uuid[]) AS t(goes, stays) JOIN "Lead" ON id = goes GROUP BY stays) AS past
     WHERE "Lead".id = past.stays`,
    lists,
  );
}

async function upsertLeads(client: pg.PoolClient, book: LeadBook, now: Date): Promise<void> {
  const rows = [...book.leads.values()].map((lead) => ({
    id: lead.id,
    email: lead.email,
    profile: lead.facts,
    name: lead.facts['name']?.value ?? null,
    companyId: lead.companyId,
    sourceChannel: lead.sourceChannel,
    sourceCampaign: lead.sourceCampaign,
    interest: lead.interest,
    lastActivityAt: lead.lastActivityAt === null ? null : new Date(lead.lastActivityAt).toISOString(),
  }));
  await client.query(
    `INSERT INTO "Lead" (id, email, profile, name, "companyId", "sourceChannel", "sourceCampaign", interest, "lastActivityAt", "changedAt")
     SELECT t.*, $2::timestamptz FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, email text, profile jsonb, name text,
       "companyId" uuid, "sourceChannel" text, "sourceCampaign" text, interest jsonb, "lastActivityAt" timestamptz)
     ON CONFLICT (id) DO UPDATE SET email = excluded.email, profile = excluded.profile, name = excluded.name,
       "companyId" = excluded."companyId", "sourceChannel" = excluded."sourceChannel", "sourceCampaign" = excluded."sourceCampaign",
       interest = excluded.interest, "lastActivityAt" = excluded."lastActivityAt", "changedAt" = excluded."changedAt"`,
    [JSON.stringify(rows), now],
  );
}

async function insertActivities(
  client: pg.PoolClient,
  book: LeadBook,
  batch: ActivityInput[],
): Promise<void> {
  const rows = batch.map(({ id, type, at, content, lead, properties }) => ({
    id,
    leadId: book.current(book.leadOfActivity.get(id) ?? ''),
    type,
    at: at.toISOString(),
    content: content ?? null,
    source: lead.source ?? null,
    properties: properties ?? null,
  }));
  await client.query(
    `INSERT INTO "Activity" (id, "leadId", type, at, content, source, properties)
     SELECT * FROM jsonb_to_recordset($1::jsonb)
       AS t(id text, "leadId" uuid, type text, at timestamptz, content jsonb, source jsonb, properties jsonb)`,
    [JSON.stringify(rows)],
  );
}
