import type { Database } from '../../src/database/open-database.ts';
import { claimHandover } from '../../src/handover/claim.ts';
import { readModel } from '../../src/handover/learned-model.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { rejectHandover } from '../../src/handover/reject.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { oneChannelDeps } from '../handover/deps.ts';

export const FROM = Date.parse('2026-03-02T08:00:00Z'); // 09:00 in Berlin
export const UNTIL = Date.parse('2026-03-09T08:00:00Z');
export const WEEK_BEFORE = new Date('2026-02-25T10:00:00Z');
export const IN_WEEK = new Date('2026-03-04T11:00:00Z'); // later in it: who came then is not expected again
export const DIGEST_AT = new Date(UNTIL + 60_000);
const HOUR = 3_600_000;

interface LeadsOf {
  names: string[];
  source: string;
  title: string; // of what they downloaded
  role?: string;
  email?: string; // the domain; else one a lead
}

/** A team with one channel and a weekly budget, driven as people drive it. */
export function digestWorld(database: Database) {
  const deps = oneChannelDeps(database, { weekly_budget: 23, open_claims_per_rep: 50 });

  /** Leads of a company each, who did enough to be ready an hour before. */
  async function addLeads({ names, source, title, role = 'CFO', email }: LeadsOf, at: Date): Promise<void> {
    const types = ['resource_downloaded', 'webinar_attended', 'pricing_viewed'];
    const batch = names.flatMap((name) =>
      types.map((type) => ({
        id: `${name} ${type}`,
        type,
        at: new Date(at.getTime() - HOUR).toISOString(),
        lead: {
          email: `${name}@${email ?? `${name}.example`}`,
          name,
          role,
          company: { industry: 'manufacturing', employees: 800, country: 'DE' },
          source: { channel: source },
        },
        content: { title, url: 'https://ledgerly.example/month-end', tags: [] },
      })),
    );
    await storeBatches(deps, [parseActivities(batch, at).activities], at);
  }

  const handoverOf = async (name: string) =>
    (await database.prisma.handover.findFirstOrThrow({ where: { lead: { name } } })).id;
  const books = async (by: string, names: string[], now: Date) => {
    for (const name of names) {
      const handoverId = await handoverOf(name);
      await claimHandover(deps, { handoverId, by, now });
      const said = { outcomeId: 'meeting_booked', reasonId: null, words: null };
      await logOutcome(deps, { handoverId, by, now, ...said });
    }
    await readModel(deps, now);
  };
  const rejects = async (by: string, reasonId: string, names: string[], now: Date) => {
    for (const name of names)
      await rejectHandover(deps, { handoverId: await handoverOf(name), by, reasonId, words: null, now });
    await readModel(deps, now);
  };
  /** A tick; of a random 0, a second look is taken whenever one may be. */
  const tick = (now: Date, random = 0.999) => scoreDueLeads({ ...deps, random: () => random }, now);
  return { deps, addLeads, books, rejects, tick };
}

/** "lin1" to "lin20". */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
