import type { BriefField } from '../playbook/schema.ts';
import type { AssessInput, Gate, WhyNow } from './assessment.ts';
import { DAY_MS } from './interest.ts';

interface Scores {
  fit: number;
  interest: number;
  readiness: number;
}

/** The floors that a lead must pass, whatever its readiness; each says what it found. */
export function readGates(
  input: AssessInput,
  scores: Scores,
  missing: BriefField[],
  whyNow: WhyNow | null,
): Gate[] {
  const { interest, playbook, now } = input;
  const { gates } = playbook;
  const excluded = exclusion(input);
  const floor = (gate: 'fit' | 'interest' | 'readiness'): Gate => ({
    gate,
    passed: scores[gate] >= gates[gate],
    says: `${gate} ${Math.round(scores[gate])} ${scores[gate] >= gates[gate] ? 'reaches' : 'is below'} ${gates[gate]}`,
  });
  const meaningful = interest.lastMeaningful;
  const recent = meaningful !== null && now - meaningful.at <= gates.why_now_days * DAY_MS;
  return [
    { gate: 'excluded', passed: excluded === null, says: excluded ?? 'not excluded' },
    floor('fit'),
    meaningful ? floor('interest') : { gate: 'interest', passed: false, says: 'no meaningful action' },
    {
      gate: 'context',
      passed: missing.length === 0,
      says:
        missing.length === 0
          ? 'all required fields are known'
          : `missing: ${missing.join(', ').replaceAll('_', ' ')}`,
    },
    floor('readiness'),
    {
      gate: 'why_now',
      passed: recent && whyNow !== null,
      says: sayNews(meaningful !== null, recent, whyNow, gates.why_now_days),
    },
  ];
}

function sayNews(meaningful: boolean, recent: boolean, whyNow: WhyNow | null, days: number): string {
  if (!meaningful) return 'nothing that would say why now'; // that there is no such action, the gate of interest says
  if (!recent) return `no meaningful action in the last ${days} days`;
  return whyNow?.says ?? 'nothing new that would say why now';
}

/** What excludes the lead from ever being handed over, in words. */
function exclusion({ profile, playbook }: AssessInput): string | null {
  const { domains, tags } = playbook.fit.exclude;
  const theirs = [profile.company.domain, profile.email?.split('@').at(-1) ?? null];
  const domain = domains.find((one) => theirs.some((own) => own === one || own?.endsWith(`.${one}`)));
  if (domain) return `excluded domain ${domain}`;
  const tag = profile.tags.find((one) => tags.includes(one.toLowerCase()));
  return tag ? `excluded by the tag ${tag}` : null;
}
