import type { Tx } from '../database/open-database.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HeldBack } from './hold-back.ts';

/**
 * Stores the scores of these leads, why each is held back and when to look again, in one statement. What arrived
 * while we scored is not lost: a change is cleared only if it is the one that was scored.
 */
export async function noteScores(
  tx: Tx,
  scored: { assessed: AssessedLead; heldBack: HeldBack }[],
  now: Date,
): Promise<void> {
  if (scored.length === 0) return;
  const rows = scored.map(({ assessed: { lead, assessment }, heldBack }) => ({
    id: lead.id,
    readiness: assessment.readiness,
    fit: assessment.fit,
    interest: assessment.interest,
    why: { why: heldBack.why, by: heldBack.by },
    context: assessment.missing.length === 0,
    due: heldBack.until,
    reps: heldBack.waitsForRepsOf ?? null,
    change: lead.changedAt,
  }));
  // The leads are held in the order of their ids, as ingest does: of two who wait for each other PostgreSQL ends one.
  await tx.$executeRaw`
    WITH t AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS scored(id uuid, readiness float8, fit float8,
        interest float8, why jsonb, context boolean, due timestamptz, reps text, change timestamptz)),
    held AS (SELECT id FROM "Lead" WHERE id IN (SELECT id FROM t) ORDER BY id FOR NO KEY UPDATE)
    UPDATE "Lead" SET readiness = t.readiness, fit = t.fit, "interestScore" = t.interest, "scoredAt" = ${now},
      "heldBack" = t.why, "contextKnown" = t.context, "dueAt" = t.due, "waitsForRepsOf" = t.reps,
      -- JavaScript keeps milliseconds, the database microseconds
      "changedAt" = CASE WHEN date_trunc('milliseconds', "changedAt") = t.change THEN NULL ELSE "changedAt" END
    FROM t JOIN held USING (id) WHERE "Lead".id = t.id`;
}
