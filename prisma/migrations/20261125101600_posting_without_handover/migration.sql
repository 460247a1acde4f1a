-- Some messages are about many handovers or none: the digest of a week, a task for marketing.
ALTER TABLE "Posting" ALTER COLUMN "handoverId" DROP NOT NULL;
