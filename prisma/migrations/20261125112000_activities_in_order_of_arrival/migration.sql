-- For reading the past in the order of its arrival. Rows lie in that order, so that a summary of each range of pages is
-- enough: https://www.postgresql.org/docs/current/brin.html
CREATE INDEX "Activity_seq_idx" ON "Activity" USING BRIN ("seq");
