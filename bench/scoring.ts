import { assess } from '../src/scoring/assess.ts';
import type { AssessInput, LeadProfile } from '../src/scoring/assessment.ts';
import { learnFrom } from '../src/scoring/lesson.ts';
import { addActivity, emptyInterest } from '../src/scoring/interest.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';

const LEADS = 100_000;
const NOW = Date.parse('2026-03-02T09:00:00Z');
const PROFILE: LeadProfile = {
  name: 'Jane Doe',
  email: 'jane@acme.example',
  emailKind: 'work',
  role: 'VP Finance',
  phone: null,
  country: 'DE',
  tags: [],
  company: { name: 'Acme', domain: 'acme.example', industry: 'manufacturing', employees: 800, country: 'DE' },
  source: { channel: 'linkedin', campaign: null },
};

/** Scoring costs the same after 20 and after 2,000 activities: nothing of the history is read. */
export async function benchScoring(): Promise<Row[]> {
  const few = inputAfter(20);
  const many = inputAfter(2_000);
  const score = (input: AssessInput) => () => {
    for (let lead = 0; lead < LEADS / 5; lead++) assess({ ...input, now: NOW + lead });
  };
  const [slow, fast] = await inTurn(5, score(many), score(few));
  return [
    {
      what: 'scoring 100,000 leads, 2,000 against 20 activities each',
      measured: `${(slow * 5).toFixed(0)} ms`,
      against: `${(fast * 5).toFixed(0)} ms`,
      ratio: slow / fast,
      wanted: 'at most 1.2',
    },
  ];
}

/** The same mix of signals over the same twenty things, so that only the length of the history differs. */
function inputAfter(count: number): AssessInput {
  const playbook = defaultPlaybook().current;
  const types = ['content_viewed', 'resource_downloaded', 'pricing_viewed', 'email_clicked'];
  let interest = emptyInterest();
  for (let index = 0; index < count; index++) {
    const activity = {
      id: `a${index}`,
      type: types[index % 4] ?? '',
      at: NOW - (count - index) * 60_000,
      content: {
        title: `Page ${index % 20}`,
        url: `https://ledgerly.example/month-end/${index % 20}`,
        tags: [],
      },
    };
    interest = addActivity(interest, activity, playbook);
  }
  return {
    profile: PROFILE,
    interest,
    colleagues: { active: 0, since: null },
    playbook,
    model: learnFrom(playbook, []),
    since: null,
    now: NOW,
  };
}
