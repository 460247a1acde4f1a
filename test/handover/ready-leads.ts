import { z } from 'zod';
import type { Database } from '../../src/database/open-database.ts';
import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';

/** Takes in so many ready leads, each of a company of its own, one of whom may ask for us. */
export async function takeInReady(
  deps: SelectionDeps,
  names: string[],
  at: Date,
  asks?: string,
  who = 'x',
): Promise<void> {
  const batch = names.flatMap((name) =>
    ['resource_downloaded', 'webinar_attended', name === asks ? 'demo_requested' : 'pricing_viewed'].map(
      (type, index) => ({
        id: `${who} ${name} ${type} ${at.getTime()}`,
        type,
        at: new Date(at.getTime() - (3 - index) * 3_600_000).toISOString(),
        lead: {
          email: `${who}@${name}.example`,
          name,
          role: 'CFO',
          company: { industry: 'manufacturing', employees: 800, country: 'DE' },
          source: { channel: 'linkedin' },
        },
        content: { url: 'https://ledgerly.example/month-end', tags: [] },
      }),
    ),
  );
  await storeBatches(deps, [parseActivities(batch, at).activities], at);
}

const HeldBack = z.object({ why: z.array(z.string()) });

/** The leads that are held back: their names, why, and when to look again. */
export async function readHeldBack({ prisma }: Pick<Database, 'prisma'>) {
  const leads = await prisma.lead.findMany({ orderBy: { name: 'asc' } });
  return leads
    .map((lead) => ({
      name: lead.name,
      why: HeldBack.parse(lead.heldBack).why,
      dueAt: lead.dueAt?.toISOString(),
    }))
    .filter(({ why }) => why.length > 0);
}
