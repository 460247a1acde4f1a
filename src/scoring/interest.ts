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
const TOPIC_HALF_LIFE_MS = 28 * DAY_MS;

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
  return empty ? emptyInterest() : structuredClone(json as InterestState); // written by addActivity alone
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
 * Folds one activity into a lead's interest, in the order in which activities arrive. The n-th time of the same
 * thing counts 1/n; within `once_per` of one that counted it counts nothing. Unknown types count nothing.
 */
export function addActivity(
  state: InterestState,
  activity: ScoredActivity,
  playbook: Playbook,
): InterestState {
  // Types come from outside: only the playbook's own entries count, not what every object has.
  const known = Object.hasOwn(playbook.interest.signals, activity.type);
  const signal = known ? playbook.interest.signals[activity.type] : undefined;
  if (!signal || (state.resetAt !== null && activity.at <= state.resetAt)) return state;
  const latest = newer(state.latest, activity, { title: activity.content?.title ?? null });
  if (signal.resets) return { ...emptyInterest(), latest, resetAt: activity.at };

  const things = countThing(state.things, activity);
  const amount = amountOf(state.signals[activity.type], things[thingKey(activity)], signal, activity.at);
  const signals = {
    ...state.signals,
    [activity.type]: countSignal(
      state.signals[activity.type],
      activity,
      amount,
      halfLifeMs(playbook, signal),
    ),
  };
  const topics = { ...state.topics };
  for (const id of (signal.points ?? 0) > 0 ? topicsOf(activity.content, playbook) : []) {
    const known = topics[id] ?? { sum: 0, at: activity.at, lastId: activity.id };
    topics[id] = {
      ...addFaded(known, amount * (signal.points ?? 0), activity.at, TOPIC_HALF_LIFE_MS),
      lastId: activity.id,
    };
  }
  const next = { ...state, things, signals, topics, latest };
  if (!isMeaningful(next, activity, signal, playbook)) return next;
  return {
    ...next,
    burst: growBurst(state.burst, activity.at),
    usual: addFaded(state.usual, 1, activity.at, USUAL_HALF_LIFE_MS),
    lastMeaningful: newer(state.lastMeaningful, activity, {}),
    handRaise: signal.hand_raise ? newer(state.handRaise, activity, {}) : state.handRaise,
  };
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
export function piecesOf(state: InterestState, signal: string, since: number): ThingState[] {
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
    lastId: isNewest ? id : known.lastId,
  };
}

function thingKey({ type, content }: ScoredActivity): string {
  return `${type} ${(content?.url ?? content?.title ?? '').slice(0, 200)}`;
}

function countThing(things: InterestState['things'], activity: ScoredActivity): InterestState['things'] {
  const key = thingKey(activity);
  const known = things[key];
  const next: InterestState['things'] = {
    ...things,
    [key]: {
      signal: activity.type,
      count: (known?.count ?? 0) + 1,
      last: Math.max(known?.last ?? activity.at, activity.at),
      title: activity.content?.title?.slice(0, 200) ?? known?.title ?? null,
      activityId: activity.id,
    },
  };
  const keys = Object.keys(next);
  if (keys.length > MAX_THINGS) {
    const oldest = keys.reduce((a, b) => ((next[a]?.last ?? 0) <= (next[b]?.last ?? 0) ? a : b));
    delete next[oldest];
  }
  return next;
}

function growBurst(burst: InterestState['burst'], at: number): NonNullable<InterestState['burst']> {
  if (!burst) return { startedAt: at, last: at, quietMs: null, meaningful: 1 };
  if (at - burst.last > PAUSE_MS) return { startedAt: at, last: at, quietMs: at - burst.last, meaningful: 1 };
  // Late activity from before this burst says nothing about it.
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
