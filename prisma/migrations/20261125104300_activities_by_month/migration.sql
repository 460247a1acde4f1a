-- Activities lie in partitions by the month in which they happened, in a schema of their own, so that old months go as a
-- whole (src/database/activity-months.ts). A partitioned table can't hold ids unique by themselves: "ActivityId" does, and
-- keeps them when their month is gone.
LOCK TABLE "Activity" IN ACCESS EXCLUSIVE MODE;

CREATE TABLE "ActivityId" ("id" TEXT NOT NULL);
INSERT INTO "ActivityId" SELECT "id" FROM "Activity";
ALTER TABLE "ActivityId" ADD CONSTRAINT "ActivityId_pkey" PRIMARY KEY ("id");

CREATE SCHEMA "activities";
ALTER SEQUENCE "Activity_seq_seq" OWNED BY NONE;
DROP INDEX "Activity_seq_key";
DROP INDEX "Activity_leadId_at_idx";
ALTER TABLE "Activity" RENAME TO "before_months";
ALTER TABLE "before_months" SET SCHEMA "activities";

CREATE TABLE "Activity" (
    "id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT nextval('"Activity_seq_seq"'),
    "leadId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "content" JSONB,
    "source" JSONB,
    "properties" JSONB,
    "receivedAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "trace" TEXT
) PARTITION BY RANGE ("at");
ALTER SEQUENCE "Activity_seq_seq" OWNED BY "Activity"."seq";
CREATE UNIQUE INDEX "Activity_leadId_at_id_key" ON "Activity" ("leadId", "at", "id");
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead" ("id")
  ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- What there is becomes one partition, to the end of this month; it keeps its index by id, which older instances look in.
DO $$
DECLARE
  newest timestamptz := (SELECT greatest(max("at"), now()) FROM "activities"."before_months");
BEGIN
  IF NOT EXISTS (SELECT FROM "activities"."before_months") THEN
    DROP TABLE "activities"."before_months";
    RETURN;
  END IF;
  EXECUTE format(
    'ALTER TABLE "Activity" ATTACH PARTITION "activities"."before_months" FOR VALUES FROM (MINVALUE) TO (%L)',
    (date_trunc('month', newest AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
END $$;
CREATE TABLE "activities"."other" PARTITION OF "Activity" DEFAULT;

-- For instances from before this migration, which know nothing of "ActivityId"; newer ones write it themselves and say so.
CREATE FUNCTION "activities"."remember_id"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ActivityId" ("id") VALUES (NEW."id") ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "remember_id" AFTER INSERT ON "Activity" FOR EACH ROW
  WHEN (current_setting('baton.writes_ids', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION "activities"."remember_id"();
