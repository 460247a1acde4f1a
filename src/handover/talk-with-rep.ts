import type { HandoverDeps } from './deps.ts';
import { owePosting } from './postings.ts';

/**
 * Owes the message that asks who rejected a handover to talk with `by`, in the thread of marketing's report. Asked
 * twice by the same person, it is sent once. Not ok when the rejection no longer holds.
 */
export async function talkWithRep(
  deps: HandoverDeps,
  { handoverId, by }: { handoverId: string; by: string },
): Promise<{ ok: boolean }> {
  const ok = await deps.database.prisma.$transaction(async (tx) => {
    const rejected = await tx.handover.findUnique({ where: { id: handoverId } });
    const report = await tx.posting.findFirst({
      where: { handoverId, kind: 'rejection' },
      orderBy: { createdAt: 'desc' },
    });
    if (rejected?.state !== 'rejected' || !rejected.verdictBy || !report) return false;
    // Mentions on purpose: marketing asked for exactly these two people to talk here.
    await owePosting(tx, {
      key: `talk:${report.key}:${by}`,
      kind: 'talk',
      handoverId,
      channel: report.channel,
      hostKey: report.key,
      details: { by, rep: rejected.verdictBy },
    });
    return true;
  });
  deps.deliver();
  return { ok };
}
