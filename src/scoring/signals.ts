import type { Playbook } from '../playbook/schema.ts';
import { fadedAt, halfLifeMs, TOPIC_HALF_LIFE_MS } from './interest.ts';
import type { InterestState, ThingState } from './interest-state.ts';
import { ago, counted, nounOf, times } from './words.ts';

/** Faded points that bring interest halfway from where it is to 100. */
export const INTEREST_POINTS_PER_HALVING = 30;

export interface SignalTerm {
  term: string;
  says: string;
  points: number; // of one fresh action, as the playbook says
  faded: number; // how many fresh actions it is worth now, after fading, repeats and cap
  value: number; // the same with less for each further one: 1 is 1, 3 are 2, 7 are 3
  evidence: string[];
}

export interface TopicInterest {
  id: string;
  name: string;
  weight: number; // faded points of what they did about it
  share: number; // of the weight of all topics, 0 to 1
  evidence: string[];
}

export interface ReadSignals {
  terms: SignalTerm[];
  points: number; // faded points of all signals together
  topics: TopicInterest[]; // strongest first
}

/** Interest as it stands now: each signal's faded amount, and the topics it was about. */
export function readSignals(interest: InterestState, playbook: Playbook, now: number): ReadSignals {
  const terms: SignalTerm[] = [];
  const things = Map.groupBy(Object.values(interest.things), ({ signal }) => signal);
  for (const [name, known] of Object.entries(interest.signals)) {
    const signal = playbook.interest.signals[name];
    const points = signal?.points ?? 0;
    if (!signal || points === 0) continue;
    const worth = fadedAt(known, halfLifeMs(playbook, signal), now);
    const most = signal.cap === undefined ? Number.POSITIVE_INFINITY : signal.cap / Math.abs(points);
    const pieces = things.get(name) ?? [];
    const lastAgo = ago(known.last, now, playbook.timezone);
    const when = known.count === 1 ? lastAgo : `${times(known.count)}, last ${lastAgo}`;
    const says = `${signal.says ?? name.replaceAll('_', ' ')}${named(pieces, nounOf(name, signal))} ${when}`;
    terms.push({
      term: `signal:${name}`,
      says,
      points,
      faded: Math.min(worth, most),
      value: Math.min(Math.log2(1 + worth), most),
      evidence: evidenceOf(pieces, known.lastId),
    });
  }
  return {
    terms,
    points: terms.reduce((sum, { points, faded }) => sum + points * faded, 0),
    topics: readTopics(interest, playbook, now),
  };
}

function readTopics(interest: InterestState, playbook: Playbook, now: number): TopicInterest[] {
  const topics = playbook.topics.flatMap(({ id, name }) => {
    const known = interest.topics[id];
    const weight = known ? fadedAt(known, TOPIC_HALF_LIFE_MS, now) : 0;
    return known && weight > 0 ? [{ id, name, weight, evidence: [known.lastId] }] : [];
  });
  const total = topics.reduce((sum, { weight }) => sum + weight, 0);
  return topics
    .map((topic) => ({ ...topic, share: topic.weight / total }))
    .toSorted((a, b) => b.weight - a.weight);
}

/** Interest, 0-100, of so many faded points: 30 points are half of all there is. */
export function interestScore(points: number): number {
  return 100 * (1 - 2 ** (-Math.max(0, points) / INTEREST_POINTS_PER_HALVING));
}

/** What it was done with; nothing where the words already say it all, as in "looked at pricing". */
function named(pieces: ThingState[], noun: string | null): string {
  if (noun === null) return '';
  const titles = pieces.filter(({ title }) => title !== null);
  if (titles.length === 0) return '';
  return titles.length === 1 ? ` “${titles[0]?.title}”` : ` ${counted(titles.length, noun)}`;
}

function evidenceOf(pieces: ThingState[], lastId: string): string[] {
  const ids = pieces
    .toSorted((a, b) => b.last - a.last)
    .slice(0, 8)
    .map(({ activityId }) => activityId);
  return ids.length > 0 ? ids : [lastId];
}
