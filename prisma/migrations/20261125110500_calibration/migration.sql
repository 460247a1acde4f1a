-- What the score said before each verdict, and the calibration that each version of the model has from it.
ALTER TABLE "Verdict" ADD COLUMN "logOdds" DOUBLE PRECISION;
ALTER TABLE "Verdict" ADD COLUMN "readiness" DOUBLE PRECISION;
ALTER TABLE "ModelVersion" ADD COLUMN "calibration" JSONB;
