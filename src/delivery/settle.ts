import type { Tx } from '../database/open-database.ts';
import { changeHandover } from '../handover/change-handover.ts';
import type { DeliveryDeps } from './deliver-posting.ts';
import type { Owed } from './owed.ts';

interface Standing {
  channelId: string;
  ts: string;
  /** Whether it shows what was read of the posting and its handover; else an update is owed. */
  drawn: boolean;
}

/** Notes where the message stands and what it shows; a card that stands opens its handover. */
export async function settle(
  { database, now, changed }: Pick<DeliveryDeps, 'database' | 'now' | 'changed'>,
  { posting }: Owed,
  { channelId, ts, drawn }: Standing,
): Promise<void> {
  const { handover } = posting;
  const settled = (tx: Pick<Tx, '$executeRaw'>, version: number) => tx.$executeRaw`
    UPDATE "Posting" SET state = 'posted', "channelId" = ${channelId}, ts = ${ts}, error = NULL, "troubledAt" = NULL,
      shown = CASE WHEN ${drawn} THEN ${version} ELSE shown END,
      owed = NOT ${drawn} OR owings <> ${posting.owings}, "updatedAt" = now()
    WHERE id = ${posting.id}::uuid`;
  if (posting.kind !== 'card' || handover?.state !== 'queued') {
    await settled(database.prisma, handover?.version ?? 0);
    return;
  }
  const opened = await database.prisma.$transaction(async (tx) => {
    const opened = await changeHandover(tx, {
      handoverId: handover.id,
      event: 'posted',
      by: null,
      now: now(),
      note: () => {}, // told below, once it has committed
      patch: { openedAt: now() },
    });
    // A queued and an open card look the same: what was drawn already shows the version that posting it made.
    await settled(tx, opened.ok ? opened.handover.version : handover.version);
    return opened;
  });
  if (opened.ok) changed({ event: 'posted', handover: opened.handover });
}
