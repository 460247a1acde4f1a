import { country as countryName } from '../playbook/describe/words.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Assessment, Colleagues, LeadProfile } from '../scoring/assessment.ts';
import type { ScoredActivity } from '../scoring/interest.ts';
import { topicsOf } from '../scoring/topics.ts';
import { ago, counted, nounOf, times } from '../scoring/words.ts';
import { meaningfulOf } from '../scoring/interest.ts';
import type { Brief, Statement, TimelineEntry } from './brief.ts';
import { fillAngle } from './fill-angle.ts';

export interface BriefInput {
  profile: LeadProfile;
  assessment: Assessment;
  activities: ScoredActivity[]; // newest first
  colleagues: Colleagues;
  playbook: Playbook;
  now: number; // epoch milliseconds
}

const list = new Intl.ListFormat('en');
const TIMELINE = 30;
const MOSTLY = 2 / 3; // of the weight of all topics

/** The brief as the evidence stands: every statement names the activities or facts that it rests on. */
export function buildBrief(input: BriefInput): Brief {
  const { profile, assessment, activities, playbook, now } = input;
  const { company } = profile;
  const [strongest] = assessment.topics;
  const topic = playbook.topics.find(({ id }) => id === strongest?.id) ?? null;
  const seen = activities.filter(({ content }) => topic && topicsOf(content, playbook).includes(topic.id));
  const about = seen.length > 0 ? seen.map(({ id }) => id) : (strongest?.evidence ?? []);
  const known = activities.filter(({ type }) => playbook.interest.signals[type]?.says);
  const [latest] = known;
  const meaningful = meaningfulOf(activities.toReversed(), playbook);
  return {
    leadName: profile.name ?? profile.email ?? 'Unknown visitor',
    fields: {
      name: fact(profile.name, 'profile.name'),
      role: fact(profile.role, 'profile.role'),
      organisation: fact(company.name ?? company.domain, company.name ? 'company.name' : 'company.domain'),
      source: sourceOf(profile),
      latest_action: latest
        ? {
            text: `${actionOf(latest, playbook)}, ${ago(latest.at, now, playbook.timezone)}`,
            evidence: [latest.id],
          }
        : null,
      summary: summarise(known, playbook, topicsIn(assessment, playbook)),
      problem: topic ? { text: topic.problem, evidence: about } : null,
      angle: topic ? { text: fillAngle(topic.angle, profile, playbook.seller), evidence: about } : null,
      company_context: companyContext(input),
    },
    whyNow: whyNowOf(input, meaningful),
    missing: assessment.missing,
    timeline: timelineOf(known, meaningful, playbook),
  };
}

function fact(value: string | null, evidence: string): Statement | null {
  return value === null ? null : { text: value, evidence: [evidence] };
}

function sourceOf({ source }: LeadProfile): Statement | null {
  const parts = [source?.channel, source?.campaign && `campaign ${source.campaign}`].filter(Boolean);
  return parts.length > 0 ? { text: parts.join(', '), evidence: ['profile.source'] } : null;
}

/** "attended “Close in five days”"; the title only where the words do not say it all, as in "looked at pricing". */
function actionOf({ type, content }: ScoredActivity, playbook: Playbook): string {
  const signal = playbook.interest.signals[type];
  const says = signal?.says ?? type.replaceAll('_', ' ');
  return content?.title && nounOf(type, signal) !== null ? `${says} “${content.title}”` : says;
}

/** "downloaded 2 guides, attended “Close faster” and looked at pricing twice, on month-end close, in 9 days". */
function summarise(activities: ScoredActivity[], playbook: Playbook, on: string): Statement | null {
  const [newest] = activities;
  const oldest = activities.at(-1);
  if (!newest || !oldest) return null;
  const groups = Map.groupBy(activities, ({ type }) => type);
  const parts = [...groups].map(([type, group]) => {
    const signal = playbook.interest.signals[type];
    const says = signal?.says ?? type;
    const noun = nounOf(type, signal);
    const titles = new Set(noun === null ? [] : group.flatMap(({ content }) => content?.title ?? []));
    if (titles.size === 1)
      return `${says} “${[...titles][0]}”${group.length > 1 ? ` (${group.length} times)` : ''}`;
    if (titles.size > 1) return `${says} ${counted(titles.size, noun)}`;
    return group.length > 1 ? `${says} ${times(group.length)}` : says;
  });
  const days = Math.ceil((newest.at - oldest.at) / 86_400_000);
  const span = days > 1 ? ` in ${days} days` : '';
  const text = `${list.format(parts)}${on}${span}`;
  return { text, evidence: activities.map(({ id }) => id) };
}

/** ", on month-end close" when all was about it, ", mostly on" from two thirds; else the two that weigh most. */
function topicsIn({ topics }: Assessment, playbook: Playbook): string {
  const nameOf = (id: string) => playbook.topics.find((topic) => topic.id === id)?.name ?? id;
  const [first, second] = topics;
  if (!first) return '';
  if (!second) return `, on ${nameOf(first.id)}`;
  if (first.share >= MOSTLY) return `, mostly on ${nameOf(first.id)}`;
  return `, on ${nameOf(first.id)} and ${nameOf(second.id)}`;
}

function companyContext({ profile: { company }, colleagues }: BriefInput): Statement | null {
  const country = company.country ? countryName(company.country) : null;
  const facts: [string | null, string][] = [
    [company.industry, 'company.industry'],
    [
      company.employees === null ? null : `${company.employees.toLocaleString('en')} employees`,
      'company.employees',
    ],
    [country, 'company.country'],
    [colleagues.active > 0 ? `${colleagues.active} more active this week` : null, 'company.leads'],
  ];
  const known = facts.filter(([text]) => text !== null);
  if (known.length === 0) return null;
  return { text: known.map(([text]) => text).join(' · '), evidence: known.map(([, evidence]) => evidence) };
}

function whyNowOf(
  { assessment: { whyNow }, activities }: BriefInput,
  meaningful: ReadonlySet<string>,
): Statement | null {
  if (!whyNow) return null;
  const { says, evidence, from } = whyNow;
  const since = activities.filter(({ id, at }) => from !== undefined && at >= from && meaningful.has(id));
  return { text: says, evidence: [...new Set([...evidence, ...since.map(({ id }) => id)])] };
}

function timelineOf(
  known: ScoredActivity[],
  meaningful: ReadonlySet<string>,
  playbook: Playbook,
): TimelineEntry[] {
  return known.slice(0, TIMELINE).map((activity) => ({
    activityId: activity.id,
    at: activity.at,
    says: actionOf(activity, playbook),
    url: activity.content?.url?.startsWith('https://') ? activity.content.url : null,
    meaningful: meaningful.has(activity.id),
  }));
}
