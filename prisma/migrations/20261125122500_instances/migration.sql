-- Who runs on this database, and when each was last heard of.
CREATE TABLE "Instance" (
  "id" UUID NOT NULL,
  "version" TEXT NOT NULL,
  "roles" TEXT NOT NULL,
  "startedAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "seenAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
  CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);
