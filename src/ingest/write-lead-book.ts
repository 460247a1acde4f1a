import type pg from 'pg';
import type { LeadBook } from './lead-book.ts';
import { moveActivities } from './move-activities.ts';

/** Writes what a batch changed, in few statements: companies, leads, identities, joined leads. */
export async function writeLeadBook(
  client: pg.PoolClient,
  book: LeadBook,
  playbookHash: string,
  now: Date,
): Promise<void> {
  await upsertCompanies(client, book);
  await releaseJoined(client, book);
  await upsertLeads(client, book, playbookHash, now);
  await takeOverJoined(client, book);
  await writeIdentities(client, book);
  if (book.merged.size > 0)
    await client.query('DELETE FROM "Lead" WHERE id = ANY($1::uuid[])', [[...book.merged.keys()]]);
}

async function writeIdentities(client: pg.PoolClient, book: LeadBook): Promise<void> {
  const now = [...book.identities].map(([key, id]) => [key, book.current(id)] as const);
  const changed = now.filter(([key, id]) => book.written.get(key) !== id);
  if (changed.length === 0) return;
  await client.query(
    `INSERT INTO "Identity" (kind, value, "leadId")
     SELECT split_part(key, ' ', 1), substr(key, strpos(key, ' ') + 1), lead FROM unnest($1::text[], $2::uuid[]) AS t(key, lead)
     ON CONFLICT (kind, value) DO UPDATE SET "leadId" = excluded."leadId"`,
    [changed.map(([key]) => key), changed.map(([, id]) => id)],
  );
}

async function upsertCompanies(client: pg.PoolClient, book: LeadBook): Promise<void> {
  const changed = [...book.companies.values()].filter((company) => company.changed);
  if (changed.length === 0) return;
  const rows = changed.map(({ id, domain, facts }) => ({
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
 * written by now: one of them may be of this very batch. Two live handovers stay two until the next tick ends one.
 */
async function takeOverJoined(client: pg.PoolClient, book: LeadBook): Promise<void> {
  if (book.merged.size === 0) return;
  const goes = [...book.merged.keys()];
  const stays = goes.map((id) => book.current(id));
  const lists = [goes, stays];
  await moveActivities(client, goes, stays);
  for (const table of ['Handover', 'Identity']) {
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

async function upsertLeads(
  client: pg.PoolClient,
  book: LeadBook,
  playbookHash: string,
  now: Date,
): Promise<void> {
  const leads = [...book.leads.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await client.query(
    `INSERT INTO "Lead" (id, email, profile, name, "companyId", "sourceChannel", "sourceCampaign", interest,
       "lastMeaningfulAt", "lastActivityAt", "interestPlaybook", "changedAt")
     SELECT t.*, $11, $12::timestamptz FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[], $5::uuid[], $6::text[],
       $7::text[], $8::json[], $9::timestamptz[], $10::timestamptz[]) AS t
     ON CONFLICT (id) DO UPDATE SET email = excluded.email, profile = excluded.profile, name = excluded.name,
       "companyId" = excluded."companyId", "sourceChannel" = excluded."sourceChannel", "sourceCampaign" = excluded."sourceCampaign",
       interest = excluded.interest, "lastMeaningfulAt" = excluded."lastMeaningfulAt", "lastActivityAt" = excluded."lastActivityAt",
       "interestPlaybook" = excluded."interestPlaybook", "changedAt" = excluded."changedAt"`,
    [
      leads.map(({ id }) => id),
      leads.map(({ email }) => email),
      leads.map(({ facts }) => JSON.stringify(facts)),
      leads.map(({ facts }) => facts['name']?.value ?? null),
      leads.map(({ companyId }) => companyId),
      leads.map(({ sourceChannel }) => sourceChannel),
      leads.map(({ sourceCampaign }) => sourceCampaign),
      leads.map(({ interest }) => JSON.stringify(interest)),
      leads.map(({ interest }) => timeOf(interest.lastMeaningful?.at)),
      leads.map(({ lastActivityAt }) => timeOf(lastActivityAt)),
      playbookHash,
      now,
    ],
  );
}

function timeOf(ms: number | null | undefined): string | null {
  return typeof ms === 'number' ? new Date(ms).toISOString() : null;
}
