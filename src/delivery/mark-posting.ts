import type { Posting } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';

/** Says that a message is about to be sent; false when another worker was faster. */
export async function markSending(
  { prisma }: Database,
  { id, state, sendingAt }: Posting,
  channelId: string,
): Promise<boolean> {
  const marked = await prisma.$executeRaw`
    UPDATE "Posting" SET state = 'sending', "channelId" = ${channelId}, "sendingAt" = date_trunc('milliseconds', now())
    WHERE id = ${id}::uuid AND ts IS NULL AND state = ${state}
      AND (state <> 'sending' OR "sendingAt" = ${sendingAt}::timestamptz)`;
  return marked === 1;
}

/** Says why a message could not be delivered. What was certainly not sent waits as before it was tried. */
export async function markFailed(
  { prisma }: Database,
  id: string,
  error: string,
  { maybeDone = false, setAside = false }: { maybeDone?: boolean; setAside?: boolean } = {},
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Posting" SET error = ${error}, "troubledAt" = coalesce("troubledAt", now()), owed = owed AND NOT ${setAside},
      state = CASE WHEN state = 'sending' AND NOT ${maybeDone} THEN 'pending' ELSE state END
    WHERE id = ${id}::uuid`;
}

/** Says that nobody but a person can tell whether a message stands. */
export async function markUnclear({ prisma }: Database, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Posting" SET state = 'unclear', error = 'HISTORY_UNREADABLE',
      "troubledAt" = coalesce("troubledAt", "sendingAt", now())
    WHERE id = ${id}::uuid`;
}

/** Says that a message no longer stands: it is owed as if it never had. */
export async function markGone({ prisma }: Database, where: { id: string } | { key: string }): Promise<void> {
  await prisma.posting.update({
    where,
    data: { state: 'pending', ts: null, owed: true, owings: { increment: 1 } },
  });
}
