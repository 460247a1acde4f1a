-- One row a job of the schedule: the newest run, and until when the instance that runs it is believed to live.
CREATE TABLE "Tick" (
    "job" TEXT NOT NULL,
    "slot" TIMESTAMPTZ NOT NULL,
    "holder" TEXT NOT NULL,
    "leasedUntil" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "Tick_pkey" PRIMARY KEY ("job")
);
