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
  await takeOverJoined(client, book);
  await upsertLeads(client, book, now);
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

/**
 * What the leads that go have done and been handed over for belongs to those that stay. Their email is freed first,
 * since it is unique. Two live cards stay two until each is dealt with.
 */
async function takeOverJoined(client: pg.PoolClient, book: LeadBook): Promise<void> {
  const pairs = [...book.merged.keys()].map((goes) => [goes, book.current(goes)] as const);
  if (pairs.length === 0) return;
  const existing = await client.query<{ id: string }>('SELECT id FROM "Lead" WHERE id = ANY($1::uuid[])', [
    pairs.map(([, stays]) => stays),
  ]);
  const known = new Set(existing.rows.map(({ id }) => id));
  const moves = pairs.filter(([, stays]) => known.has(stays));
  const lists = [moves.map(([goes]) => goes), moves.map(([, stays]) => stays)];
  await client.query('UPDATE "Lead" SET email = NULL WHERE id = ANY($1::uuid[])', [
    pairs.map(([goes]) => goes),
  ]);
  for (const table of ['Activity', 'Handover', 'Identity']) {
    await client.query(
      `UPDATE "${table}" SET "leadId" = stays FROM unnest($1::uuid[], $2::uuid[]) AS t(goes, stays) WHERE "leadId" = goes`,
      lists,
    );
  }
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
