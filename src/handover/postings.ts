import type { Prisma } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { DeliveryJob } from '../database/queue.ts';

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
  | 'lapse'
  | 'trouble' // tells the admins of a channel that Slack refuses
  | 'digest' // of a week, to marketing
  | 'task' // several reps turned leads down for one reason
  | 'playbook'; // who changed what of the playbook

/** Messages that are drawn again whenever their handover changes. */
export const FOLLOWING: PostingKind[] = ['card', 'progress', 'nudge', 'escalation', 'outcome'];

/** Messages that ask for something: once the handover has moved on, those that were not sent yet are not. */
const ASKING: PostingKind[] = ['nudge', 'escalation', 'outcome'];

/** Replies that stand in the channel too, so that what lies far up is seen again. */
export const BROADCAST: ReadonlySet<string> = new Set<PostingKind>(['again', 'nudge']);

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

/** Writes down a message that Baton owes, and enqueues its delivery, in the transaction that makes it owed. */
export async function owePosting(tx: Tx, { details, ...posting }: OwedPosting): Promise<void> {
  const [owed] = await tx.posting.createManyAndReturn({
    data: [{ ...posting, ...(details && { details }) }],
    skipDuplicates: true,
    select: { id: true, channel: true, handover: { select: { handRaise: true } } },
  });
  if (owed) await tx.$enqueue([jobOf(owed)]);
}

/** Owes one message anew, with other details: what it shows is to be drawn again. */
export function oweRedraw(tx: Tx, id: string, details: Prisma.InputJsonObject): Promise<void> {
  return oweAgain(tx, { id }, { details });
}

/** Owes the messages that show a handover, after it has changed. */
export function oweFollowing(tx: Tx, handoverId: string): Promise<void> {
  return oweAgain(tx, { handoverId, kind: { in: FOLLOWING } });
}

/** Says of messages that Slack may not show them as they are now, and enqueues their deliveries. */
export async function oweAgain(
  tx: Tx,
  where: Prisma.PostingWhereInput,
  change: { state?: string; details?: Prisma.InputJsonObject } = {},
): Promise<void> {
  const owed = await tx.posting.updateManyAndReturn({
    where,
    data: { ...change, owed: true, owings: { increment: 1 } },
    select: { id: true, channel: true, handover: { select: { handRaise: true } } },
  });
  await tx.$enqueue(owed.map(jobOf));
}

function jobOf({ id, channel, handover }: { id: string; channel: string; handover: HandRaise }): DeliveryJob {
  return { posting: id, channel, first: handover?.handRaise ?? false };
}

type HandRaise = { handRaise: boolean } | null;

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
