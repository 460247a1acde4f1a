-- Two handovers whose leads turn out to be one person: the one that ended points at the one that goes on.
ALTER TABLE "Handover" ADD COLUMN "sameAsId" UUID;
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_sameAsId_fkey" FOREIGN KEY ("sameAsId") REFERENCES "Handover"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- A lead that is held back because every rep of its route's channel has all the claims they may have.
ALTER TABLE "Lead" ADD COLUMN "waitsForRepsOf" TEXT;
CREATE INDEX "Lead_waitsForRepsOf_idx" ON "Lead"("waitsForRepsOf");
