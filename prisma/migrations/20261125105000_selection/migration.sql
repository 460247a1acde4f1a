-- What a handover was chosen by: the readiness gate in force, or chance; and who there was for a week's places.
ALTER TABLE "Handover" ADD COLUMN "readinessGate" DOUBLE PRECISION;
ALTER TABLE "Handover" ADD COLUMN "chance" DOUBLE PRECISION;
ALTER TABLE "Lead" ADD COLUMN "contextKnown" BOOLEAN;

CREATE TABLE "Candidate" (
    "week" TIMESTAMPTZ NOT NULL,
    "leadId" UUID NOT NULL,
    "readiness" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Candidate_pkey" PRIMARY KEY ("week","leadId")
);

ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;
