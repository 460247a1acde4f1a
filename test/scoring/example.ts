import { loadPlaybook } from '../../src/playbook/load.ts';
import type { Playbook } from '../../src/playbook/schema.ts';
import type { AssessInput, LeadProfile } from '../../src/scoring/assessment.ts';
import { learnFrom } from '../../src/scoring/lesson.ts';
import { addActivity, emptyInterest, type ScoredActivity } from '../../src/scoring/interest.ts';

/** Monday, ten o'clock in Berlin. */
export const NOW = Date.parse('2026-03-02T09:00:00Z');
export const DAY = 86_400_000;

const playbook = loadExample();

/** The example playbook, for a test to change as it likes. */
export function examplePlaybook(): Playbook {
  return structuredClone(playbook);
}

function loadExample(): Playbook {
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  return loaded.playbook;
}

/** Someone of whom nothing is known. */
export const NOBODY: LeadProfile = {
  name: null,
  email: null,
  emailKind: null,
  role: null,
  phone: null,
  country: null,
  tags: [],
  company: { name: null, domain: null, industry: null, employees: null, country: null },
  source: null,
};

export const CFO: LeadProfile = {
  ...NOBODY,
  name: 'Jane Doe',
  email: 'jane@acme.example',
  emailKind: 'work',
  role: 'CFO',
  country: 'DE',
  company: {
    name: 'Acme',
    domain: 'acme.example',
    industry: 'manufacturing',
    employees: 800,
    country: 'DE',
  },
  source: { channel: 'linkedin', campaign: null },
};

let count = 0;

/** One action, so many days ago; its page is about month-end close unless it is told otherwise. */
export function did(type: string, daysAgo: number, page: string | null = 'month-end'): ScoredActivity {
  count += 1;
  const content = page === null ? null : { title: page, url: `https://ledgerly.example/${page}`, tags: [] };
  return { id: `${type} ${count}`, type, at: NOW - daysAgo * DAY, content };
}

/** What an assessment is made from; the activities may come in any order. */
export function inputFor(
  profile: LeadProfile,
  activities: ScoredActivity[],
  more: Partial<AssessInput> = {},
): AssessInput {
  const interest = activities
    .toSorted((a, b) => a.at - b.at)
    .reduce((state, one) => addActivity(state, one, more.playbook ?? playbook), emptyInterest());
  return {
    profile,
    interest,
    colleagues: { active: 0, since: null },
    playbook,
    model: learnFrom(more.playbook ?? playbook, []),
    since: null,
    now: NOW,
    ...more,
  };
}
