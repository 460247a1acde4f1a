-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Lead" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "profile" JSONB NOT NULL DEFAULT '{}',
    "name" TEXT,
    "companyId" UUID,
    "sourceChannel" TEXT,
    "sourceCampaign" TEXT,
    "interest" JSONB NOT NULL DEFAULT '{}',
    "interestPlaybook" TEXT,
    "lastActivityAt" TIMESTAMPTZ,
    "changedAt" TIMESTAMPTZ,
    "dueAt" TIMESTAMPTZ,
    "scoredAt" TIMESTAMPTZ,
    "readiness" DOUBLE PRECISION,
    "fit" DOUBLE PRECISION,
    "interestScore" DOUBLE PRECISION,
    "heldBack" JSONB,
    "recycleAt" TIMESTAMPTZ,
    "excluded" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "Lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "leadId" UUID NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("kind","value")
);

-- CreateTable
CREATE TABLE "Company" (
    "id" UUID NOT NULL,
    "domain" TEXT,
    "profile" JSONB NOT NULL DEFAULT '{}',
    "name" TEXT,
    "excluded" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "Company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "leadId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "content" JSONB,
    "source" JSONB,
    "properties" JSONB,
    "receivedAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" UUID NOT NULL,
    "leadId" UUID NOT NULL,
    "liveLeadId" UUID,
    "companyId" UUID,
    "hostId" UUID,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "handRaise" BOOLEAN NOT NULL DEFAULT false,
    "brief" JSONB NOT NULL,
    "assessment" JSONB NOT NULL,
    "playbookHash" TEXT NOT NULL,
    "claimedBy" TEXT,
    "claimedAt" TIMESTAMPTZ,
    "snoozedBy" TEXT,
    "snoozedUntil" TIMESTAMPTZ,
    "snoozeNote" TEXT,
    "woken" JSONB,
    "verdictBy" TEXT,
    "reasonId" TEXT,
    "outcomeId" TEXT,
    "words" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "openedAt" TIMESTAMPTZ,
    "closedAt" TIMESTAMPTZ,
    "dueAt" TIMESTAMPTZ,

    CONSTRAINT "Handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoverEvent" (
    "id" BIGSERIAL NOT NULL,
    "handoverId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "by" TEXT,
    "details" JSONB,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "HandoverEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" UUID NOT NULL,
    "handoverId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reasonId" TEXT,
    "outcomeId" TEXT,
    "teaches" TEXT NOT NULL,
    "features" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ NOT NULL,
    "takenBackAt" TIMESTAMPTZ,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "handoverId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "hostKey" TEXT,
    "details" JSONB,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "channelId" TEXT,
    "ts" TEXT,
    "shown" INTEGER NOT NULL DEFAULT -1,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updatedAt" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Lead_email_key" ON "Lead"("email");

-- CreateIndex
CREATE INDEX "Lead_changedAt_idx" ON "Lead"("changedAt");

-- CreateIndex
CREATE INDEX "Lead_dueAt_idx" ON "Lead"("dueAt");

-- CreateIndex
CREATE INDEX "Lead_companyId_idx" ON "Lead"("companyId");

-- CreateIndex
CREATE INDEX "Identity_leadId_idx" ON "Identity"("leadId");

-- CreateIndex
CREATE UNIQUE INDEX "Company_domain_key" ON "Company"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "Activity_seq_key" ON "Activity"("seq");

-- CreateIndex
CREATE INDEX "Activity_leadId_at_idx" ON "Activity"("leadId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Handover_liveLeadId_key" ON "Handover"("liveLeadId");

-- CreateIndex
CREATE INDEX "Handover_leadId_idx" ON "Handover"("leadId");

-- CreateIndex
CREATE INDEX "Handover_companyId_idx" ON "Handover"("companyId");

-- CreateIndex
CREATE INDEX "Handover_state_dueAt_idx" ON "Handover"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Handover_channel_createdAt_idx" ON "Handover"("channel", "createdAt");

-- CreateIndex
CREATE INDEX "Handover_claimedBy_state_idx" ON "Handover"("claimedBy", "state");

-- CreateIndex
CREATE INDEX "HandoverEvent_handoverId_id_idx" ON "HandoverEvent"("handoverId", "id");

-- CreateIndex
CREATE INDEX "Verdict_handoverId_idx" ON "Verdict"("handoverId");

-- CreateIndex
CREATE INDEX "Verdict_at_idx" ON "Verdict"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_key_key" ON "Posting"("key");

-- CreateIndex
CREATE INDEX "Posting_handoverId_idx" ON "Posting"("handoverId");

-- CreateIndex
CREATE INDEX "Posting_channelId_ts_idx" ON "Posting"("channelId", "ts");

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Handover"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverEvent" ADD CONSTRAINT "HandoverEvent_handoverId_fkey" FOREIGN KEY ("handoverId") REFERENCES "Handover"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_handoverId_fkey" FOREIGN KEY ("handoverId") REFERENCES "Handover"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_handoverId_fkey" FOREIGN KEY ("handoverId") REFERENCES "Handover"("id") ON DELETE CASCADE ON UPDATE CASCADE;
