import type { Playbook } from '../playbook/schema.ts';
import { fadedAt, halfLifeMs, piecesOf } from './interest.ts';
import type { InterestState } from './interest-state.ts';
import { ago, times } from './words.ts';

/** Faded points that bring interest halfway from where it is to 100. */
export const INTEREST_POINTS_PER_HALVING = 30;

export interface SignalTerm {
  term: string;
  says: string;
  points: number; // of one fresh action, as the playbook says
  value: number; // how many fresh actions it is worth now, after fading, repeats and cap
  evidence: string[];
}

export interface ReadSignals {
  terms: SignalTerm[];
  points: number; // faded points of all signals together
  topics: { id: string; name: string; weight: number; evidence: string[] }[];
}

/** Interest as it stands now: each signal's faded amount, and the topics it was about. */
export function readSignals(interest: InterestState, playbook: Playbook, now: number): ReadSignals {
  const terms: SignalTerm[] = [];
  for (const [name, known] of Object.entries(interest.signals)) {
    const signal = playbook.interest.signals[name];
    const points = signal?.points ?? 0;
    if (!signal || points === 0) continue;
    const faded = fadedAt(known, halfLifeMs(playbook, signal), now);
    const value = signal.cap === undefined ? faded : Math.min(faded, signal.cap / Math.abs(points));
    const when =
      known.count === 1 ? ago(known.last, now) : `${times(known.count)}, last ${ago(known.last, now)}`;
    const says = `${signal.says ?? name.replaceAll('_', ' ')}${pieces(interest, name)} ${when}`;
    terms.push({
      term: `signal:${name}`,
      says,
      points,
      value,
      evidence: evidenceOf(interest, name, known.lastId),
    });
  }
  const topics = Object.entries(interest.topics)
    .flatMap(([id, known]) => {
      const topic = playbook.topics.find((one) => one.id === id);
      const weight = fadedAt(known, 28 * 86_400_000, now);
      return topic && weight > 0 ? [{ id, name: topic.name, weight, evidence: [known.lastId] }] : [];
    })
    .toSorted((a, b) => b.weight - a.weight);
  return { terms, points: terms.reduce((sum, { points, value }) => sum + points * value, 0), topics };
}

/** Interest, 0-100, of so many faded points: 30 points are half of all there is. */
export function interestScore(points: number): number {
  return 100 * (1 - 2 ** (-Math.max(0, points) / INTEREST_POINTS_PER_HALVING));
}

function pieces(interest: InterestState, signal: string): string {
  const titles = piecesOf(interest, signal, 0).filter(({ title }) => title !== null);
  if (titles.length === 0) return '';
  return titles.length === 1 ? ` “${titles[0]?.title}”` : ` ${titles.length} pieces`;
}

function evidenceOf(interest: InterestState, signal: string, lastId: string): string[] {
  const ids = piecesOf(interest, signal, 0)
    .toSorted((a, b) => b.last - a.last)
    .slice(0, 8)
    .map(({ activityId }) => activityId);
  return ids.length > 0 ? ids : [lastId];
}
