import type { HandoverDeps } from './deps.ts';
import { owePosting } from './postings.ts';

/**
 * Owes the message that asks who rejected a handover to talk with `by`, in the thread of marketing's report; and a direct
 * message to them, when they do not hear what is said there. Asked twice by the same person, it is sent once. Not ok when
 * the rejection no longer holds.
 */
export async function talkWithRep(
  deps: HandoverDeps,
  { handoverId, by, hears }: { handoverId: string; by: string; hears: (rep: string) => Promise<boolean> },
): Promise<{ ok: boolean }> {
  const { prisma } = deps.database;
  const before = await prisma.handover.findUnique({ where: { id: handoverId } });
  const rep = before?.verdictBy;
  if (!rep) return { ok: false };
  const isThere = await hears(rep); // asked of Slack here, not within the transaction
  const ok = await prisma.$transaction(async (tx) => {
    const rejected = await tx.handover.findUnique({ where: { id: handoverId } });
    const report = await tx.posting.findFirst({
      where: { handoverId, kind: 'rejection' },
      orderBy: { createdAt: 'desc' },
    });
    if (rejected?.state !== 'rejected' || rejected.verdictBy !== rep || !report) return false;
    const key = `talk:${report.key}:${by}`;
    const talk = { kind: 'talk', handoverId, details: { by, rep, channel: report.channel } } as const;
    // Mentions on purpose: marketing asked for exactly these two people to talk here.
    await owePosting(tx, { ...talk, key, channel: report.channel, hostKey: report.key });
    if (!isThere) await owePosting(tx, { ...talk, key: `${key}:direct`, channel: rep });
    return true;
  });
  deps.deliver();
  return { ok };
}
