import type { Prisma } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import { oweRedraw, owePosting } from '../handover/postings.ts';
import type { Playbook } from '../playbook/schema.ts';

/**
 * Notes that Slack refuses a channel, and tells the admins once for each channel and problem until it is mended. They
 * are who reads the feedback channel; when that is refused itself, who reads the first other channel of the
 * playbook that is not. True when it is news.
 */
export async function noteTrouble(
  { prisma }: Database,
  playbook: Playbook,
  channel: string,
  error: string,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const known = await tx.channelTrouble.findMany();
    if (known.some((one) => one.channel === channel && one.error === error)) return false;
    await tx.channelTrouble.upsert({
      where: { channel },
      create: { channel, error },
      update: { error },
    });
    const refused = new Set([channel, ...known.map((one) => one.channel)]);
    const places = [playbook.feedback.channel, ...playbook.routes.map((route) => route.channel)];
    const told = places.find((place) => !refused.has(place));
    if (told)
      await owePosting(tx, {
        key: `trouble:${channel}:${error}:${await tx.posting.count({ where: { kind: 'trouble' } })}`,
        kind: 'trouble',
        handoverId: null,
        channel: told,
        details: detailsOf(channel, error, false),
      });
    return true;
  });
}

/** Notes that a channel takes messages, and says so where its trouble was told. True when there was any. */
export async function endTrouble({ prisma }: Database, channel: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.channelTrouble.deleteMany({ where: { channel } });
    if (count === 0) return false;
    const notes = await tx.posting.findMany({
      where: { kind: 'trouble', details: { path: ['channel'], equals: channel } },
    });
    for (const { id, details } of notes)
      if (isOpen(details)) await oweRedraw(tx, id, { ...details, mended: true });
    return true;
  });
}

function detailsOf(channel: string, error: string, mended: boolean) {
  return { channel, error, mended } satisfies Prisma.InputJsonObject;
}

function isOpen(details: Prisma.JsonValue): details is ReturnType<typeof detailsOf> {
  return (
    typeof details === 'object' && details !== null && !Array.isArray(details) && details['mended'] === false
  );
}
