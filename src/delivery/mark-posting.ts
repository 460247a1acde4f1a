import type { Posting } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';

/** Says that a message is about to be sent: when that was, or null when another worker was faster. */
export async function markSending(
  { prisma }: Database,
  { id, state, sendingAt }: Posting,
  channelId: string,
): Promise<Date | null> {
  const [marked] = await prisma.$queryRaw<{ at: Date }[]>`
    UPDATE "Posting" SET state = 'sending', "channelId" = ${channelId}, "sendingAt" = date_trunc('milliseconds', now())
    WHERE id = ${id}::uuid AND ts IS NULL AND state = ${state}
      AND (state <> 'sending' OR "sendingAt" = ${sendingAt}::timestamptz)
    RETURNING "sendingAt" AS at`;
  return marked?.at ?? null;
}

/** Says of a message that was being sent when the clock was set back that it is being sent now. */
export async function markSentNow({ prisma }: Database, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Posting" SET "sendingAt" = date_trunc('milliseconds', now())
    WHERE id = ${id}::uuid AND state = 'sending' AND "sendingAt" > now()`;
}

/** Says that a message was certainly not sent then, after all; unless another worker is at it by now. */
export async function markNotSent({ prisma }: Database, id: string, sendingAt: Date): Promise<void> {
  await prisma.posting.updateMany({
    where: { id, state: 'sending', sendingAt },
    data: { state: 'pending' },
  });
}

/**
 * Says why a message could not be delivered. What `counts` is a failure that may never end; gives back how many of those
 * there were since it was last delivered or set aside.
 */
export async function markFailed(
  { prisma }: Database,
  id: string,
  error: string,
  { counts = false } = {},
): Promise<number> {
  const [marked] = await prisma.$queryRaw<{ tries: number }[]>`
    UPDATE "Posting" SET error = ${error}, "troubledAt" = coalesce("troubledAt", now()), tries = tries + ${counts ? 1 : 0}
    WHERE id = ${id}::uuid RETURNING tries`;
  return marked?.tries ?? 0;
}

/** Says that a message is not tried again by itself, unless what it should show has changed since it was read. */
export async function markSetAside(
  { prisma }: Database,
  { id, owings }: Pick<Posting, 'id' | 'owings'>,
  error: string,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Posting" SET error = ${error}, "troubledAt" = coalesce("troubledAt", now()), tries = 0,
      owed = owings <> ${owings}
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
