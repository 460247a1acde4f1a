-- Whose an activity is holds when its transaction ends: so activities are written while their leads are still reckoned.
ALTER TABLE "Activity" ALTER CONSTRAINT "Activity_leadId_fkey" DEFERRABLE INITIALLY DEFERRED;
