import type { Tx } from '../database/open-database.ts';
import { changeHandover } from '../handover/change-handover.ts';
import type { DeliveryDeps } from './deliver-posting.ts';
import type { Owed } from './owed.ts';

type SettleDeps = Pick<DeliveryDeps, 'database' | 'now' | 'changed'>;

interface Standing {
  channelId: string;
  ts: string;
  /** Whether it shows what was read of the posting and its handover; else an update is owed. */
  drawn: boolean;
}

/** Notes that messages which stood show what was read of them and of their handovers; what changed since is owed still. */
export async function settleUpdates(deps: SettleDeps, updated: Owed[]): Promise<void> {
  for (const owed of updated) {
    const { channelId, ts } = owed.posting;
    if (opensHandover(owed) && channelId && ts) await settle(deps, owed, { channelId, ts, drawn: true });
  }
  const rest = updated.filter((owed) => !opensHandover(owed)).map(({ posting }) => posting);
  if (rest.length === 0) return;
  const ids = rest.map(({ id }) => id);
  const shown = rest.map(({ handover }) => handover?.version ?? 0);
  const owings = rest.map((posting) => posting.owings);
  await deps.database.prisma.$executeRaw`
    UPDATE "Posting" p SET state = 'posted', error = NULL, "troubledAt" = NULL, tries = 0,
      shown = drawn.shown, owed = p.owings <> drawn.owings, "updatedAt" = now()
    FROM unnest(${ids}::uuid[], ${shown}::int[], ${owings}::int[]) AS drawn (id, shown, owings) WHERE p.id = drawn.id`;
}

/** Notes where the message stands and what it shows; a card that stands opens its handover. */
export async function settle(
  { database, now, changed }: SettleDeps,
  owed: Owed,
  { channelId, ts, drawn }: Standing,
): Promise<void> {
  const { posting } = owed;
  const { handover } = posting;
  const settled = (tx: Pick<Tx, '$executeRaw'>, version: number) => tx.$executeRaw`
    UPDATE "Posting" SET state = 'posted', "channelId" = ${channelId}, ts = ${ts}, error = NULL, "troubledAt" = NULL,
      tries = 0, shown = CASE WHEN ${drawn} THEN ${version} ELSE shown END,
      owed = NOT ${drawn} OR owings <> ${posting.owings}, "updatedAt" = now()
    WHERE id = ${posting.id}::uuid`;
  if (!handover || !opensHandover(owed)) {
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

/** Whether its handover waits for it to stand: a new one, or one that marketing handed over again. */
function opensHandover({ posting }: Owed): boolean {
  return posting.kind === 'card' && posting.handover?.state === 'queued';
}
