-- Interest is read and written whole: as text it costs less. What is searched by gets a column of its own.
ALTER TABLE "Lead" ALTER COLUMN "interest" DROP DEFAULT;
ALTER TABLE "Lead" ALTER COLUMN "interest" TYPE JSON USING "interest"::json;
ALTER TABLE "Lead" ALTER COLUMN "interest" SET DEFAULT '{}';
ALTER TABLE "Lead" ADD COLUMN "lastMeaningfulAt" TIMESTAMPTZ;
UPDATE "Lead" SET "lastMeaningfulAt" = to_timestamp(("interest"->'lastMeaningful'->>'at')::float8 / 1000);
DROP INDEX "Lead_companyId_idx";
CREATE INDEX "Lead_companyId_lastMeaningfulAt_idx" ON "Lead"("companyId", "lastMeaningfulAt");
