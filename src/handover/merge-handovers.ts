import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Brief } from './brief.ts';
import { changeHandover } from './change-handover.ts';
import type { HandoverDeps } from './deps.ts';
import { cardKey, owePosting, threadKey } from './postings.ts';
import { type Note, transact } from './transact.ts';
import { takeBackVerdicts } from './verdicts.ts';

/**
 * Ends all but one of the live handovers of leads that turned out to be one person: the one that is claimed goes on,
 * else the oldest. No verdict comes of it. Gives back how many people there were.
 */
export async function mergeHandovers(deps: HandoverDeps, now: Date): Promise<number> {
  const { prisma } = deps.database;
  // Who joins another lead brings a live handover along, which is still the live one of the lead that went.
  const doubles = await prisma.$queryRaw<{ leadId: string }[]>`
    SELECT DISTINCT "leadId" FROM "Handover" WHERE "liveLeadId" IS NOT NULL AND "liveLeadId" <> "leadId"`;
  for (const { leadId } of doubles) await transact(deps, (tx, note) => mergeOf(tx, note, leadId, now));
  return doubles.length;
}

async function mergeOf(tx: Tx, note: Note, leadId: string, now: Date): Promise<void> {
  // Held while we choose, so that nobody claims the one that goes.
  await tx.$executeRaw`
    SELECT id FROM "Handover" WHERE "leadId" = ${leadId}::uuid AND "liveLeadId" IS NOT NULL ORDER BY id FOR UPDATE`;
  const live = await tx.handover.findMany({
    where: { leadId, liveLeadId: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const stays = live.find(({ state }) => state === 'claimed') ?? live[0];
  if (!stays) return;
  for (const goes of live) if (goes.id !== stays.id) await end(tx, note, goes, stays, now);
  await tx.handover.update({ where: { id: stays.id }, data: { liveLeadId: leadId } });
}

async function end(tx: Tx, note: Note, goes: Handover, stays: Handover, now: Date): Promise<void> {
  await changeHandover(tx, {
    handoverId: goes.id,
    event: 'merge',
    by: null,
    now,
    note,
    patch: { sameAsId: stays.id },
    details: { sameAs: stays.id },
  });
  await takeBackVerdicts(tx, goes.id, now); // what is said of this lead is said of the one that stays
  if (goes.state === 'claimed' && goes.claimedBy !== stays.claimedBy) await tellOwner(tx, goes, stays);
  // A card that never stood need not be posted to say that it is over, unless a colleague is told below it.
  if (goes.state === 'queued' && (await tx.handover.count({ where: { hostId: goes.id } })) === 0)
    await tx.posting.deleteMany({ where: { key: cardKey(goes.id), state: 'pending', ts: null } });
}

/** Two reps have each claimed this person: the one whose card goes learns of it. */
async function tellOwner(tx: Tx, goes: Handover, stays: Handover): Promise<void> {
  const { leadName } = stays.brief as unknown as Brief; // as hand-over.ts froze it
  await owePosting(tx, {
    key: `same:${goes.id}`,
    kind: 'same',
    handoverId: goes.id,
    channel: goes.channel,
    hostKey: threadKey(goes),
    details: { rep: goes.claimedBy, other: { leadName, channel: stays.channel, by: stays.claimedBy } },
  });
}
