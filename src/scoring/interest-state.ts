/** A lead's interest, kept by forward decay (Cormode et al., ICDE 2009) so that history is never read again. */

/** A faded sum: worth `sum` at `at`, half of it one half-life later. Times are epoch milliseconds. */
export interface Faded {
  sum: number;
  at: number;
}

export interface SignalState extends Faded {
  count: number; // how often, ever (since a reset)
  counted: number; // how often it counted (once_per leaves some out)
  first: number;
  last: number;
  lastCounted: number;
  previous: number | null; // the one before `last`
  firstId?: string; // activity; not in what was stored before it was kept
  lastId: string;
}

/** One thing done with one kind of action: a guide read, a page visited. */
export interface ThingState {
  signal: string;
  count: number;
  last: number;
  title: string | null;
  activityId: string;
}

/** JSON as it is; bounded in size whatever a lead does. */
export interface InterestState {
  signals: Record<string, SignalState>;
  things: Record<string, ThingState>; // at most 64, least recent dropped
  topics: Record<string, Faded & { lastId: string }>;
  /** Activity without a pause of seven days: when it began, and how long it had been quiet before (null: ever). */
  burst: { startedAt: number; last: number; quietMs: number | null; meaningful: number } | null;
  /** The slow rate of meaningful actions, half-life eight weeks: what is usual for this lead. */
  usual: Faded;
  lastMeaningful: { at: number; signal: string; activityId: string } | null;
  latest: { at: number; signal: string; title: string | null; activityId: string } | null;
  handRaise: { at: number; signal: string; activityId: string } | null;
  resetAt: number | null;
}
