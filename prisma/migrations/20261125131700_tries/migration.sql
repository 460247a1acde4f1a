-- Tries are counted for each message: its channel's job also failed for others, and for what mends itself.
ALTER TABLE "Posting" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;
