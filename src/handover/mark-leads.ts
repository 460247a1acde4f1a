import type { Prisma } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';

/** Leads a statement: while one runs, the embedded database answers nobody else, and whoever clicked waits. */
const AT_ONCE = 1_000;

/** Lets the next tick score these leads anew, however many they are. */
export async function markLeads(
  { prisma }: Pick<Database, 'prisma'>,
  which: Prisma.LeadWhereInput,
  now: Date,
): Promise<void> {
  let last: string | null = null;
  for (;;) {
    const leads: { id: string }[] = await prisma.lead.findMany({
      where: { AND: [which, { changedAt: null }, last === null ? {} : { id: { gt: last } }] },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    });
    const newest = leads.at(-1);
    if (!newest) return;
    const ids = leads.map(({ id }) => id);
    await prisma.lead.updateMany({
      where: { id: { in: ids }, changedAt: null },
      data: { changedAt: now },
    });
    last = newest.id;
  }
}
