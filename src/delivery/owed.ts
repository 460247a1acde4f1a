import type { Handover, Posting } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import { DELIVERIES } from '../database/queue.ts';

export interface Owed {
  posting: Posting & { handover: Handover | null };
  /** How long ago it was sent, by the database's clock; null when it was not. */
  sentAgoMs: number | null;
}

const BATCH = 16;

/**
 * What a channel is owed and can be told now, most urgent first: what may have been sent already, then hand-raises, then
 * updates before new messages. Without `mayPost` updates alone. A reply waits until its thread stands.
 */
export async function readOwed({ sql }: Database, channel: string, mayPost: boolean): Promise<Owed[]> {
  // By hand: through Prisma the rows of handovers cost four times as much, and more than drawing their cards.
  const { rows } = await sql.query<Posting & { ago: number | null }>(
    `SELECT p.*, (extract(epoch FROM now() - p."sendingAt") * 1000)::float8 AS ago
     FROM "Posting" p LEFT JOIN "Handover" h ON h.id = p."handoverId" LEFT JOIN "Posting" host ON host.key = p."hostKey"
     WHERE p.owed AND p.channel = $1 AND p.state <> 'unclear'
       AND (p.ts IS NOT NULL OR ($2 AND (p."hostKey" IS NULL OR host.ts IS NOT NULL)))
     ORDER BY p.state = 'sending' DESC, coalesce(h."handRaise", false) DESC, p.ts IS NOT NULL DESC, p."createdAt", p.id
     LIMIT $3`,
    [channel, mayPost, BATCH],
  );
  if (rows.length === 0) return [];
  // After their postings: a change between the two is owed anew, and drawn twice at most.
  const handovers = await sql.query<Handover>('SELECT * FROM "Handover" WHERE id = ANY($1::uuid[])', [
    rows.flatMap(({ handoverId }) => handoverId ?? []),
  ]);
  const byId = new Map(handovers.rows.map((handover) => [handover.id, handover]));
  return rows.map(({ ago, ...posting }) => ({
    posting: { ...posting, handover: byId.get(posting.handoverId ?? '') ?? null },
    sentAgoMs: ago,
  }));
}

/**
 * Enqueues what is owed in channels for which no job waits: rows of before there were jobs, and whatever else lost
 * its own. Gives back how many channels that were.
 */
export async function enqueueForgotten({ prisma, queue }: Database): Promise<number> {
  const owed = await prisma.posting.findMany({
    where: { owed: true, state: { not: 'unclear' } },
    distinct: ['channel'],
    select: { id: true, channel: true },
  });
  let forgotten = 0;
  for (const { id, channel } of owed) {
    const [waiting] = await queue.findJobs(DELIVERIES, { key: channel, queued: true, limit: 1 });
    if (waiting) continue;
    await prisma.$enqueue([{ posting: id, channel, first: false }]);
    forgotten += 1;
  }
  return forgotten;
}
