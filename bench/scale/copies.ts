import type { Database } from '../../src/database/open-database.ts';

/** Leads beside those that there are, of no company and without activity: scored long ago, and held back. */
export async function addLeads({ sql }: Database, count: number): Promise<void> {
  await sql.query(
    `INSERT INTO "Lead" (id, email, name, profile, interest, "interestPlaybook", "lastActivityAt", "scoredAt", readiness, fit,
       "interestScore", "contextKnown", "heldBack")
     SELECT gen_random_uuid(), 'copy' || n || '@copies.example', 'Copy ' || n, profile, interest, "interestPlaybook",
       "lastActivityAt", "scoredAt", readiness, fit, "interestScore", "contextKnown", "heldBack"
     FROM (SELECT * FROM "Lead" WHERE "scoredAt" IS NOT NULL ORDER BY id LIMIT 1) AS one, generate_series(1, $1) AS n`,
    [count],
  );
}

/** Copies of the first handover, each of another lead with its history, verdict and message: open, or closed long ago. */
export async function addHandovers({ sql }: Database, count: number, state: 'open' | 'closed') {
  await sql.query(
    `WITH one AS (SELECT * FROM "Handover" ORDER BY "createdAt", id LIMIT 1),
     leads AS (SELECT id FROM "Lead" WHERE id NOT IN (SELECT "leadId" FROM "Handover") ORDER BY id LIMIT $1),
     made AS (
       INSERT INTO "Handover" (id, "leadId", "liveLeadId", channel, state, "handRaise", brief, assessment, "playbookHash",
         "modelVersion", "createdAt", "openedAt", "waitingSince", "closedAt")
       SELECT gen_random_uuid(), leads.id, CASE $2 WHEN 'open' THEN leads.id END, channel, $2, "handRaise", brief, assessment,
         "playbookHash", "modelVersion", "createdAt", "createdAt", "createdAt", CASE $2 WHEN 'closed' THEN "createdAt" END
       FROM one, leads RETURNING id, channel, "createdAt", assessment),
     history AS (
       INSERT INTO "HandoverEvent" ("handoverId", event, "fromState", "toState", at)
       SELECT id, event, 'queued', 'open', "createdAt" FROM made, unnest(ARRAY['open', 'claim', 'outcome']) AS event),
     judged AS (
       INSERT INTO "Verdict" (id, "handoverId", kind, teaches, features, by, at, "countedIn")
       SELECT gen_random_uuid(), id, 'claimed', 'nothing', assessment->'features', 'U1', "createdAt", 1 FROM made)
     INSERT INTO "Posting" (id, key, kind, "handoverId", channel, state, owed, "channelId", ts)
     SELECT gen_random_uuid(), 'card:' || id, 'card', id, channel, 'posted', false, 'C1', id::text FROM made`,
    [count, state],
  );
}
