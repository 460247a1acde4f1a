import type { Tx } from '../database/open-database.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { HandoverDeps } from './deps.ts';
import { nextPromise, type Timed } from './promises.ts';

const PLANNED = { state: { in: ['open', 'claimed'] }, outcomeId: null };
const HOUR_MS = 3_600_000;
/** Looked at a tick: so few that what falls due meanwhile does not wait for it. */
const BATCH = 100;

/**
 * Corrects when the next promise of each open or claimed handover is due, where another playbook or nobody planned it: all of
 * them at start, when the playbook changes and once an hour, a batch a call. True when something was corrected. What is
 * planned right keeps its moment, and so its turn.
 */
export function createPlanner({
  database: { prisma },
  playbook,
}: HandoverDeps): (now: Date) => Promise<boolean> {
  let plannedBy = ''; // hash of a playbook
  let plannedAt = 0;
  let waiting: string[] = [];

  return async (now) => {
    if (plannedBy !== playbook.hash || now.getTime() - plannedAt >= HOUR_MS) {
      const all = await prisma.handover.findMany({ where: PLANNED, select: { id: true } });
      waiting = all.map(({ id }) => id);
      plannedBy = playbook.hash;
      plannedAt = now.getTime();
    }
    if (waiting.length === 0) return false;
    const batch = await prisma.handover.findMany({
      // Whatever is due is looked at in any case.
      where: {
        ...PLANNED,
        id: { in: waiting.slice(0, BATCH) },
        OR: [{ dueAt: null }, { dueAt: { gt: now } }],
      },
      omit: { brief: true, assessment: true },
    });
    let corrected = false;
    for (const handover of batch) {
      const next = nextPromise(handover, playbook.current);
      if (next?.at.getTime() === handover.dueAt?.getTime()) continue;
      corrected = (await noteNext(prisma, handover, handover.keptPromise, playbook.current)) || corrected;
    }
    waiting = waiting.slice(BATCH);
    return corrected;
  };
}

/** Notes what was kept last and when the next promise is due; false when somebody was faster. */
export async function noteNext(
  tx: Tx,
  { id, version, ...handover }: Timed & { id: string; version: number },
  kept: string | null,
  playbook: Playbook,
): Promise<boolean> {
  const next = nextPromise({ ...handover, keptPromise: kept }, playbook);
  const { count } = await tx.handover.updateMany({
    where: { id, version, keptPromise: handover.keptPromise },
    data: { keptPromise: kept, dueAt: next?.at ?? null },
  });
  return count > 0;
}
