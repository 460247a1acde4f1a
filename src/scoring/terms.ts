import type { AssessInput, ReasonGroup, WhyNow } from './assessment.ts';
import type { FitFact } from './fit.ts';
import type { ReadSignals } from './signals.ts';

/** One thing that the score weighs: how much of it there is, and how a reason says it. */
export interface Term {
  term: string;
  value: number; // 1 for a fact that holds
  says: string;
  evidence: string[];
}

/**
 * All that the score weighs of a lead. What the playbook has points for begins with its belief; the rest (source,
 * breadth, colleagues, why now, what is missing) begins with none and gets its say from verdicts.
 */
export function termsOf(
  { profile, interest, colleagues }: AssessInput,
  facts: FitFact[],
  { terms, topics }: ReadSignals,
  whyNow: WhyNow | null,
): Term[] {
  const things = Object.values(interest.things);
  const channel = profile.source?.channel?.toLowerCase();
  return [
    ...facts.map(({ term, says, evidence }) => ({ term, says, value: 1, evidence })),
    ...terms.map(({ term, says, value, evidence }) => ({ term, says, value, evidence })),
    ...topics.map(({ id, name, share, evidence }) => ({
      term: `topic:${id}`,
      says: `interested in ${name}`,
      value: share,
      evidence,
    })),
    ...when(channel, `source:${channel}`, `came from ${channel}`, 1, ['profile.source']),
    ...when(
      things.length > 1,
      'breadth:things',
      `took in ${things.length} different things`,
      Math.log2(things.length),
      things.slice(0, 8).map(({ activityId }) => activityId),
    ),
    ...when(
      colleagues.active,
      'breadth:colleagues',
      `${colleagues.active} more of the company active`,
      Math.log2(1 + colleagues.active),
      ['company.leads'],
    ),
    ...when(whyNow, `now:${whyNow?.trigger}`, whyNow?.says ?? '', 1, whyNow?.evidence ?? []),
    ...when(
      whyNow,
      `timing:${whyNow?.trigger}`,
      'how often the time was right on such news',
      1,
      whyNow?.evidence ?? [],
    ),
    ...when(profile.role === null, 'missing:role', 'role is not known', 1, ['profile.role']),
    ...when(profile.company.industry === null, 'missing:industry', 'industry is not known', 1, [
      'company.industry',
    ]),
    ...when(profile.company.employees === null, 'missing:employees', 'size of the company is not known', 1, [
      'company.employees',
    ]),
  ];
}

function when(holds: unknown, term: string, says: string, value: number, evidence: string[]): Term[] {
  return holds ? [{ term, says, value, evidence }] : [];
}

/** What comes before the colon of a term -> what the term is about, as reject reasons name it in `teaches`. */
const GROUPS: Readonly<Record<string, ReasonGroup>> = {
  role: 'fit.role',
  industry: 'fit.organisation',
  employees: 'fit.organisation',
  country: 'fit.organisation',
  email: 'fit.organisation',
  topic: 'fit.topic',
  signal: 'interest',
  breadth: 'interest',
  source: 'source',
  now: 'timing',
  timing: 'timing',
  missing: 'context',
};

/** What a term is about: `role:decision maker` is of `fit.role`. */
export function groupOf(term: string): ReasonGroup {
  return GROUPS[term.slice(0, term.indexOf(':'))] ?? 'baseline';
}

/** How often the time was right whatever the news: what the single kinds of news are measured against. */
export const TIMING_BASE = 'timing:any';

/** Whether a term tells how often the time was right: learned apart from all others. */
export function isTimingTerm(term: string): boolean {
  return term.startsWith('timing:');
}
