-- Spreads what grows over the nodes of Citus: docs/scale.md. Once, on the coordinator, with Baton stopped:
--   psql --set ON_ERROR_STOP=1 --file prisma/distribute/citus.sql "$DATABASE_URL"
-- All else stays on the coordinator, the queue of pg-boss too.
BEGIN;
-- Two for each of two workers. What takes activities in writes to all of them: 32, as is usual, made it six times slower.
SET LOCAL citus.shard_count = 4;
-- Citus has no triggers on distributed tables. This one is for instances from before "ActivityId".
DROP TRIGGER "remember_id" ON "Activity";
-- Nor keys from them to a table of the coordinator. Whoever deletes leads deletes their activities first, and nothing comes
-- in meanwhile (src/ingest/rebuild-interest.ts).
ALTER TABLE "Activity" DROP CONSTRAINT "Activity_leadId_fkey";
-- Nor uniqueness without the column that they are spread by. What is from before there were months has it; "ActivityId" holds it.
ALTER TABLE IF EXISTS "activities"."before_months" DROP CONSTRAINT IF EXISTS "Activity_pkey";
SELECT create_distributed_table('"ActivityId"', 'id', colocate_with => 'none');
SELECT create_distributed_table('"Activity"', 'leadId', colocate_with => 'none');
COMMIT;
-- What was copied to the workers takes no more place on the coordinator.
SELECT truncate_local_data_after_distributing_table('"ActivityId"');
SELECT truncate_local_data_after_distributing_table('"Activity"');
