import { z } from 'zod';
import type { Verdict } from '../database/generated/client.ts';
import type { Database, Tx } from '../database/open-database.ts';
import type { StoredVerdict } from '../scoring/lesson.ts';

const Features = z.record(z.string(), z.number());

/** A stretch of versions, both ends included. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * The versions that led to this one, newest first: all before it, but for those that a rollback on the way left out.
 * `rollbacks` says which version each restored.
 */
export function waysTo(version: number, rollbacks: ReadonlyMap<number, number>): Stretch[] {
  const stretches: Stretch[] = [];
  for (let to = version; to > 0;) {
    const last = Math.max(0, ...[...rollbacks.keys()].filter((id) => id <= to));
    stretches.push({ from: Math.max(last, 1), to });
    to = rollbacks.get(last) ?? 0;
  }
  return stretches;
}

/** The verdicts that a version counts, in the order in which they were given. */
export async function readLog({ prisma }: Pick<Database, 'prisma'>, version: number): Promise<Verdict[]> {
  const rollbacks = await prisma.modelVersion.findMany({ where: { restores: { not: null } } });
  const stretches = waysTo(version, new Map(rollbacks.map(({ id, restores }) => [id, restores ?? 0])));
  return prisma.verdict.findMany({
    where: {
      OR: stretches.map(({ from, to }) => ({ countedIn: { gte: from, lte: to } })),
      AND: { OR: [{ droppedIn: null }, { droppedIn: { gt: version } }] },
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

/** The verdicts that counted at a moment: those of the version that was in force. */
export async function readLogAt({ prisma }: Pick<Database, 'prisma'>, at: Date): Promise<Verdict[]> {
  const version = await prisma.modelVersion.findFirst({
    where: { createdAt: { lt: at } },
    orderBy: { id: 'desc' },
  });
  return version ? readLog({ prisma }, version.id) : [];
}

/** What no version knows of yet: verdicts that were given, and counted ones that were taken back. */
export async function readPending({ prisma }: Pick<Database, 'prisma'>) {
  const rows = await prisma.verdict.findMany({
    where: { OR: [{ countedIn: null }, { takenBackAt: { not: null }, droppedIn: null }] },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return {
    given: rows.filter(({ countedIn, takenBackAt }) => countedIn === null && takenBackAt === null),
    takenBack: rows.filter(({ takenBackAt }) => takenBackAt !== null),
  };
}

/** Notes which version counted these verdicts first, or which left them out. */
export async function noteCounted(
  tx: Tx,
  { given, takenBack }: { given: Map<string, number>; takenBack: { ids: string[]; version: number } },
): Promise<void> {
  for (const [version, some] of Map.groupBy(given, ([, counted]) => counted)) {
    await tx.verdict.updateMany({
      where: { id: { in: some.map(([id]) => id) } },
      data: { countedIn: version },
    });
  }
  const { ids, version } = takenBack;
  if (ids.length === 0) return;
  await tx.verdict.updateMany({
    where: { id: { in: ids }, countedIn: null },
    data: { countedIn: version },
  });
  await tx.verdict.updateMany({ where: { id: { in: ids } }, data: { droppedIn: version } });
}

/** A verdict as the learner takes it. */
export function asStored({ kind, teaches, features, at }: Verdict): StoredVerdict {
  return { kind, teaches, features: Features.parse(features), at: at.getTime() };
}
