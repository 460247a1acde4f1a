-- Every change of the playbook and of the learned model is a version; a handover names the one that scored it.
CREATE TABLE "PlaybookVersion" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "by" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "PlaybookVersion_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ModelVersion" (
    "id" INTEGER NOT NULL,
    "playbookHash" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "verdictId" UUID,
    "restores" INTEGER,
    "by" TEXT,
    "verdicts" INTEGER NOT NULL,
    "base" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "Handover" ADD COLUMN "modelVersion" INTEGER;
ALTER TABLE "Verdict" ADD COLUMN "countedIn" INTEGER;
ALTER TABLE "Verdict" ADD COLUMN "droppedIn" INTEGER;
CREATE INDEX "Verdict_countedIn_idx" ON "Verdict"("countedIn");
