import { spanMs } from '../playbook/duration.ts';
import type { Playbook, Signal } from '../playbook/schema.ts';
import type { Faded, InterestState, SignalState, ThingState } from './interest-state.ts';
import { topicsOf } from './topics.ts';

export interface ScoredActivity {
  id: string;
  type: string;
  at: number; // epoch milliseconds
  content: { title: string | null; url: string | null; tags: string[] } | null;
}

export const DAY_MS = 86_400_000;
const MAX_THINGS = 64;
const PAUSE_MS = 7 * DAY_MS; // a longer silence ends a burst
const USUAL_HALF_LIFE_MS = 56 * DAY_MS;
export const TOPIC_HALF_LIFE_MS = 28 * DAY_MS;

export function emptyInterest(): InterestState {
  return {
    signals: {},
    things: {},
    topics: {},
    burst: null,
    usual: { sum: 0, at: 0 },
    lastMeaningful: null,
    latest: null,
    handRaise: null,
    resetAt: null,
  };
}

/** The state as the database kept it; an empty object is a lead of whom nothing is known yet. */
export function parseInterest(json: unknown): InterestState {
  const empty = typeof json !== 'object' || json === null || Object.keys(json).length === 0;
  return empty ? emptyInterest() : (json as InterestState); // written by addActivity alone
}

/** What a faded sum is worth at a moment (also one before its newest event). `halfLifeMs` in milliseconds. */
export function fadedAt({ sum, at }: Faded, halfLifeMs: number, now: number): number {
  return sum * 2 ** ((at - now) / halfLifeMs);
}

/** Adds an amount at a moment, by forward decay: the reference moves to the newer of the two. */
export function addFaded(faded: Faded, amount: number, at: number, halfLifeMs: number): Faded {
  if (faded.sum === 0) return { sum: amount, at };
  const reference = Math.max(faded.at, at);
  return {
    at: reference,
    sum: fadedAt(faded, halfLifeMs, reference) + fadedAt({ sum: amount, at }, halfLifeMs, reference),
  };
}

export function halfLifeMs(playbook: Playbook, signal: Signal): number {
  return (signal.half_life_days ?? playbook.interest.half_life_days) * DAY_MS;
}

/**
 * Folds one activity into a lead's interest, in place, and gives it back. The n-th time of the same thing counts
 * 1/n; within `once_per` of one that counted it counts nothing. Unknown types count nothing. Activity may come in
 * any order, but see `isOutOfOrder`.
 */
export function addActivity(
  state: InterestState,
  activity: ScoredActivity,
  playbook: Playbook,
): InterestState {
  const signal = signalOf(activity, playbook);
  if (!signal || (state.resetAt !== null && activity.at <= state.resetAt)) return state;
  const latest = newer(state.latest, activity, { title: activity.content?.title ?? null });
  if (signal.resets) return Object.assign(state, emptyInterest(), { latest, resetAt: activity.at });

  const { type, id, at } = activity;
  const thing = countThing(state.things, activity);
  const amount = amountOf(state.signals[type], thing, signal, at);
  state.latest = latest;
  state.signals[type] = countSignal(state.signals[type], activity, amount, halfLifeMs(playbook, signal));
  for (const topic of (signal.points ?? 0) > 0 ? topicsOf(activity.content, playbook) : []) {
    const known = state.topics[topic] ?? { sum: 0, at, lastId: id };
    const added = addFaded(known, amount * (signal.points ?? 0), at, TOPIC_HALF_LIFE_MS);
    state.topics[topic] = { ...added, lastId: id };
  }
  if (!isMeaningful(state, activity, signal, playbook)) return state;
  state.burst = growBurst(state.burst, at);
  state.usual = addFaded(state.usual, 1, at, USUAL_HALF_LIFE_MS);
  state.lastMeaningful = newer(state.lastMeaningful, activity, {});
  if (signal.hand_raise) state.handRaise = newer(state.handRaise, activity, {});
  return state;
}

/**
 * Whether an activity comes so late that the state cannot say what it changes: a reset before newer activity, or
 * an action within a pause that was already measured. Such a lead is folded anew, in the order of time.
 */
export function isOutOfOrder(state: InterestState, activity: ScoredActivity, playbook: Playbook): boolean {
  const signal = signalOf(activity, playbook);
  if (!signal || (state.resetAt !== null && activity.at <= state.resetAt)) return false;
  if (signal.resets) return state.latest !== null && activity.at < state.latest.at;
  const mayBeMeaningful = signal.meaningful || signal.hand_raise || signal.meaningful_from !== undefined;
  if (!mayBeMeaningful || !state.burst) return false;
  const early = state.burst.startedAt - activity.at;
  return state.burst.quietMs === null ? early > PAUSE_MS : early > 0 && early < state.burst.quietMs;
}

function signalOf({ type }: ScoredActivity, playbook: Playbook): Signal | undefined {
  // Types come from outside: only the playbook's own entries count, not what every object has.
  return Object.hasOwn(playbook.interest.signals, type) ? playbook.interest.signals[type] : undefined;
}

/** The ids of the activities that were meaningful when they happened; they come in the order of time. */
export function meaningfulOf(activities: readonly ScoredActivity[], playbook: Playbook): Set<string> {
  const state = emptyInterest();
  const isNews = (activity: ScoredActivity) =>
    addActivity(state, activity, playbook).lastMeaningful?.activityId === activity.id;
  return new Set(activities.filter(isNews).map(({ id }) => id));
}

/** Meaningful by itself, or from so many different pieces on that were met within two half-lives. */
function isMeaningful(
  state: InterestState,
  activity: ScoredActivity,
  signal: Signal,
  playbook: Playbook,
): boolean {
  if (signal.meaningful || signal.hand_raise) return true;
  if (signal.meaningful_from === undefined) return false;
  return (
    piecesOf(state, activity.type, activity.at - 2 * halfLifeMs(playbook, signal)).length >=
    signal.meaningful_from
  );
}

/** The different things met by this signal since a moment. */
function piecesOf(state: InterestState, signal: string, since: number): ThingState[] {
  return Object.values(state.things).filter((thing) => thing.signal === signal && thing.last >= since);
}

function amountOf(
  known: SignalState | undefined,
  thing: ThingState | undefined,
  signal: Signal,
  at: number,
): number {
  const within = signal.once_per ? spanMs(signal.once_per) : 0;
  if (known && within > 0 && Math.abs(at - known.lastCounted) < within) return 0;
  // With once_per the span itself decides what is a repeat.
  return within > 0 ? 1 : 1 / (thing?.count ?? 1);
}

function countSignal(
  known: SignalState | undefined,
  { id, at }: ScoredActivity,
  amount: number,
  life: number,
): SignalState {
  const counts = amount > 0;
  if (!known) {
    return {
      sum: amount,
      at,
      count: 1,
      counted: counts ? 1 : 0,
      first: at,
      last: at,
      lastCounted: at,
      previous: null,
      firstId: id,
      lastId: id,
    };
  }
  const isNewest = at >= known.last;
  return {
    ...(counts ? addFaded(known, amount, at, life) : { sum: known.sum, at: known.at }),
    count: known.count + 1,
    counted: known.counted + (counts ? 1 : 0),
    first: Math.min(known.first, at),
    last: Math.max(known.last, at),
    lastCounted: counts ? Math.max(known.lastCounted, at) : known.lastCounted,
    previous: isNewest ? known.last : Math.max(known.previous ?? at, at),
    ...(at < known.first ? { firstId: id } : known.firstId && { firstId: known.firstId }),
    lastId: isNewest ? id : known.lastId,
  };
}

function thingKey({ type, content }: ScoredActivity): string {
  return `${type} ${(content?.url ?? content?.title ?? '').slice(0, 200)}`;
}

function countThing(things: InterestState['things'], activity: ScoredActivity): ThingState {
  const key = thingKey(activity);
  const known = things[key];
  const thing: ThingState = {
    signal: activity.type,
    count: (known?.count ?? 0) + 1,
    last: Math.max(known?.last ?? activity.at, activity.at),
    title: activity.content?.title?.slice(0, 200) ?? known?.title ?? null,
    activityId: activity.id,
  };
  things[key] = thing;
  const keys = known ? [] : Object.keys(things);
  if (keys.length > MAX_THINGS) {
    const oldest = keys.reduce((a, b) => ((things[a]?.last ?? 0) <= (things[b]?.last ?? 0) ? a : b));
    delete things[oldest];
  }
  return thing;
}

function growBurst(burst: InterestState['burst'], at: number): NonNullable<InterestState['burst']> {
  if (!burst) return { startedAt: at, last: at, quietMs: null, meaningful: 1 };
  if (at - burst.last > PAUSE_MS) return { startedAt: at, last: at, quietMs: at - burst.last, meaningful: 1 };
  // Late activity from before this burst says nothing about it until the lead is folded anew.
  if (at < burst.startedAt - PAUSE_MS) return burst;
  return {
    ...burst,
    startedAt: Math.min(burst.startedAt, at),
    last: Math.max(burst.last, at),
    meaningful: burst.meaningful + 1,
  };
}

function newer<Extra extends object>(
  known: ({ at: number; signal: string; activityId: string } & Extra) | null,
  { id, at, type }: ScoredActivity,
  extra: Extra,
) {
  return known && known.at > at ? known : { at, signal: type, activityId: id, ...extra };
}
