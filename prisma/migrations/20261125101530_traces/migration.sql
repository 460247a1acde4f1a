-- Which request brought an activity, and which one led to a handover. Old rows have none.
ALTER TABLE "Activity" ADD COLUMN "trace" TEXT;
ALTER TABLE "Handover" ADD COLUMN "trace" TEXT;
