import type { Prisma } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';

/** Which renderer draws a message. */
export type PostingKind =
  | 'card'
  | 'rejection'
  | 'progress'
  | 'again'
  | 'talk'
  | 'same'
  | 'nudge'
  | 'escalation'
  | 'expiry'
  | 'outcome' // asks the rep, by direct message, what came of a claim
  | 'lapse';

/** Messages that are drawn again whenever their handover changes. */
export const FOLLOWING: PostingKind[] = ['card', 'progress', 'outcome'];

/** Messages that ask for something: once the handover has moved on, those that were not sent yet are not. */
const ASKING: PostingKind[] = ['nudge', 'escalation', 'outcome'];

/** Replies that stand in the channel too, so that what lies far up is seen again. */
export const BROADCAST: ReadonlySet<string> = new Set<PostingKind>(['again']);

export interface OwedPosting {
  /** Says once and for all what message this is: owing it twice owes it once. */
  key: string;
  kind: PostingKind;
  /** What it is about; null when that is many handovers, or none. */
  handoverId: string | null;
  channel: string; // a channel's name, or a person's id
  hostKey?: string | null; // the posting in whose thread it goes
  details?: Prisma.InputJsonObject;
}

export function cardKey(handoverId: string): string {
  return `card:${handoverId}`;
}

/** The direct message that asks a rep what came of a claim: one a claim, named by the version that claiming made. */
export function outcomeKey({ id, version }: { id: string; version: number }): string {
  return `outcome:${id}:${version}`;
}

/** The card at the head of the thread in which a handover is told: its own, or its host's. */
export function threadKey({ id, hostId }: { id: string; hostId: string | null }): string {
  return cardKey(hostId ?? id);
}

/** Writes down a message that Baton owes, in the transaction that makes it owed. */
export async function owePosting(tx: Tx, { details, ...posting }: OwedPosting): Promise<void> {
  const [owed] = await tx.posting.createManyAndReturn({
    data: [{ ...posting, ...(details && { details }) }],
    skipDuplicates: true,
    select: { id: true, channel: true },
  });
  if (owed) await tx.$enqueue([{ posting: owed.id, channel: owed.channel }]);
}

/** Owes a message that stands already, or will, once more: what it shows is to be drawn again. */
export async function oweRedraw(tx: Tx, id: string, details: Prisma.InputJsonObject): Promise<void> {
  const { channel } = await tx.posting.update({ where: { id }, data: { details, shown: -1 } });
  await tx.$enqueue([{ posting: id, channel }]);
}

/** Owes the messages that show a handover, after it has changed. */
export async function oweFollowing(tx: Tx, handoverId: string): Promise<void> {
  const following = await tx.posting.findMany({
    where: { handoverId, kind: { in: FOLLOWING } },
    select: { id: true, channel: true },
  });
  await tx.$enqueue(following.map(({ id, channel }) => ({ posting: id, channel })));
}

/** Owes marketing the message that tells how sales works a lead: one a handover, kept up to date from then on. */
export function oweProgress(tx: Tx, handoverId: string, feedback: { channel: string }): Promise<void> {
  return owePosting(tx, {
    key: `progress:${handoverId}`,
    kind: 'progress',
    handoverId,
    channel: feedback.channel,
  });
}

/** Takes back the messages that ask for what has been done meanwhile, as long as none of them is on its way. */
export async function takeBackMoot(tx: Tx, handoverId: string): Promise<void> {
  await tx.posting.deleteMany({ where: { handoverId, kind: { in: ASKING }, state: 'pending', ts: null } });
}
