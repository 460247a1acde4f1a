import { assessLeads } from '../../src/handover/assess-lead.ts';
import type { HandoverDeps } from '../../src/handover/deps.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import { shuffled } from '../score/random.ts';

const DAY_MS = 86_400_000;
const CHUNK = 1_000;

/** Who else could have been handed over, and by what points. */
interface Candidate {
  id: string;
  points: number;
}

/** Someone else who chooses as many leads as Baton did, at the same moments. */
export interface Rival {
  name: string;
  taken: Set<string>;
  choose(candidates: Candidate[], count: number): Candidate[];
}

export function createRivals(random: () => number): Rival[] {
  return [
    {
      name: 'fixed points',
      taken: new Set(),
      choose: (candidates, count) => candidates.toSorted((a, b) => b.points - a.points).slice(0, count),
    },
    {
      name: 'at random',
      taken: new Set(),
      choose: (candidates, count) => shuffled(candidates, random).slice(0, count),
    },
  ];
}

/**
 * The leads that pass every gate but readiness now, decided ones left out, with the points that the playbook alone gives
 * them. They are the product's own assessments, by a model that no verdict has taught.
 */
export async function readCandidates(deps: HandoverDeps, now: Date): Promise<Candidate[]> {
  const { database } = deps;
  const playbook = deps.playbook.current;
  const untaught = learnFrom(playbook, []);
  const oldest = new Date(now.getTime() - playbook.gates.why_now_days * DAY_MS);
  const candidates: Candidate[] = [];
  for (let after = ''; ;) {
    const leads = await database.prisma.lead.findMany({
      where: { lastMeaningfulAt: { gte: oldest }, ...(after && { id: { gt: after } }) },
      include: { company: true },
      orderBy: { id: 'asc' },
      take: CHUNK,
    });
    for (const { lead, assessment } of await assessLeads(deps, database.prisma, leads, untaught, now)) {
      const passes = assessment.gates.every(({ gate, passed }) => passed || gate === 'readiness');
      if (passes) candidates.push({ id: lead.id, points: assessment.points });
    }
    if (leads.length < CHUNK) return candidates;
    after = leads.at(-1)?.id ?? '';
  }
}
