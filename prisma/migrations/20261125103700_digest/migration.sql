-- What marketing is told of a week, as it was found when the week was over: one row a week, whichever instance made it.
CREATE TABLE "Digest" (
    "week" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "fileId" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("week")
);
