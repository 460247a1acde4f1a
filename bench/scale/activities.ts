import type { SelectionDeps } from '../../src/handover/full-channels.ts';
import { type ActivityInput, parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';

/** A Monday, in working hours. */
export const NOW = new Date('2026-03-02T09:00:00Z');
export const MONTHS = 14;
const EVERY_DAYS = 6;
const DAY_MS = 86_400_000;

/** How often `addRound` was called. */
let rounds = 0;

/** One more activity of each of so many leads, some days after the one before: 70 fill the months. */
export async function addRound(deps: SelectionDeps, leads: number): Promise<void> {
  const at = daysBefore(MONTHS * 30 - rounds * EVERY_DAYS).getTime();
  rounds += 1;
  const batch = Array.from({ length: leads }, (_, index) =>
    activity(`lead${index}@company${index % 1_000}.example`, new Date(at + index * 1000)),
  );
  for (let from = 0; from < batch.length; from += 2_000) await store(deps, batch.slice(from, from + 2_000));
}

/** What makes one lead ready. */
export async function addReadyLead(deps: SelectionDeps): Promise<void> {
  await store(
    deps,
    Array.from({ length: 6 }, (_, back) => activity('ready@buyer.example', daysBefore(back / 6))),
  );
}

export function daysBefore(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

async function store(deps: SelectionDeps, batch: unknown[]): Promise<void> {
  const activities: ActivityInput[] = parseActivities(batch, NOW).activities;
  await storeBatches(deps, [activities], NOW);
}

let counted = 0;

function activity(email: string, at: Date): unknown {
  counted += 1;
  return {
    id: crypto.randomUUID(),
    type: ['content_viewed', 'resource_downloaded', 'pricing_viewed'][counted % 3],
    at: at.toISOString(),
    lead: {
      email,
      name: `Lead ${email}`,
      role: 'VP Finance',
      country: 'DE',
      company: { industry: 'manufacturing', employees: 800 },
      source: { channel: 'linkedin' },
    },
    content: {
      title: `Page ${counted % 30}`,
      url: `https://ledgerly.example/month-end/${counted % 30}`,
      tags: ['close'],
    },
  };
}
