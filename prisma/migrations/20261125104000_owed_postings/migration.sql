-- What is owed is said, and no longer reckoned from versions each time anew.
ALTER TABLE "Posting" ADD COLUMN "owed" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "owings" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "sendingAt" TIMESTAMPTZ,
  ADD COLUMN "troubledAt" TIMESTAMPTZ;
UPDATE "Posting" p SET "owed" = false FROM "Handover" h
  WHERE h.id = p."handoverId" AND p.state = 'posted' AND p.shown >= 0
    AND (p.kind NOT IN ('card', 'progress') OR p.shown >= h.version);
UPDATE "Posting" SET "sendingAt" = now() WHERE state = 'sending';
CREATE INDEX "Posting_owed_channel_idx" ON "Posting"("owed", "channel");

CREATE TABLE "ChannelTrouble" (
  "channel" TEXT NOT NULL,
  "error" TEXT NOT NULL,
  "since" TIMESTAMPTZ NOT NULL DEFAULT now(),
  CONSTRAINT "ChannelTrouble_pkey" PRIMARY KEY ("channel")
);
