-- Promises about time: since when a card waits, which promise was kept last, and how fast it was claimed.
ALTER TABLE "Handover" ADD COLUMN "waitingSince" TIMESTAMPTZ;
ALTER TABLE "Handover" ADD COLUMN "keptPromise" TEXT;
ALTER TABLE "Handover" ADD COLUMN "secondsToClaim" INTEGER;
ALTER TABLE "Handover" ADD COLUMN "workingSecondsToClaim" INTEGER;
UPDATE "Handover" SET "secondsToClaim" = extract(epoch FROM "claimedAt" - "openedAt")::integer
  WHERE "claimedAt" >= "openedAt" AND "claimedAt" < "openedAt" + interval '10 years';
