/** What marketing is told of a week: plain data, frozen when the week is over. Times are epoch milliseconds. */
import { compare, type Share } from '../scoring/interval.ts';
import type { MissRate } from '../scoring/miss-rate.ts';

/** Of fewer verdicts than this nothing is said: three cases are no trend. */
export const FEWEST = 8;

export interface Digest {
  week: string; // 2026-W10
  from: number;
  until: number;
  timezone: string;
  accepted: Share; // in this week
  before: Share; // in the four weeks before it
  weeks: (Share & { from: number })[]; // oldest first, this one last
  moved: MovedTerm[]; // largest move first
  sources: NamedShare[]; // in the last four weeks, most leads first; only of FEWEST verdicts and more
  content: NamedShare[];
  fewSources: number; // sources and pieces with too few verdicts to tell
  fewContent: number;
  reps: NamedShare[]; // by Slack user id: who is lenient and who strict, which the score leaves out
  fewReps: number;
  reasons: { source: string; reasons: { reason: string; count: number }[] }[]; // why sales turned leads down, by source
  heldBack: { why: string; count: number }[]; // leads with interest that are not handed over, as the digest is made
  speed: { week: Speed; before: Speed }; // in this week, and in the four weeks before it
  secondLooks: MissRate; // of the last four weeks
  nextPlaces: { leadName: string; readiness: number }[]; // who would have come next, had sales had more places
  calibration: CalibrationCheck;
}

/** How long cards asked for a rep: the service level that was reached. */
export interface Speed {
  claims: number;
  halfMs: number | null; // working time within which half of the claims came; null when they are fewer than FEWEST
  mostMs: number | null; // nine in ten
  expired: number; // cards that nobody took in time
}

/** A term of the score whose weight verdicts moved in the week. Points a unit. */
export interface MovedTerm {
  name: string;
  before: number;
  after: number;
  doubt: number; // standard deviation of `after`
  verdicts: number; // by which the week's begin and end differ, on leads that had it
}

/** A source, a piece of content or a rep, and how it stands against all the others. */
export interface NamedShare extends Share {
  name: string;
  stands: Standing;
}

/** Beyond chance below or above, or neither; null when either side has too few verdicts to tell. */
export type Standing = -1 | 0 | 1 | null;

const UNKNOWN: Speed = { claims: 0, halfMs: null, mostMs: null, expired: 0 };
/** What digests had nothing of before it became a part of them. */
const ADDED = { reps: [], fewReps: 0, speed: { week: UNKNOWN, before: UNKNOWN } } satisfies Partial<Digest>;

/** A digest as it was frozen, by this version or one before. */
export function thawDigest(report: unknown): Digest {
  return { ...ADDED, ...(report as Digest) };
}

export function standing(one: Share, other: Share): Standing {
  return Math.min(one.of, other.of) < FEWEST ? null : compare(one, other);
}

/** How often sales accepted what was handed over at each readiness. */
export interface CalibrationCheck {
  verdicts: number; // final ones
  error: number | null; // expected calibration error, 0 to 1; null below the fewest that it is told of
  bins: (Share & { predicted: number })[]; // mean predicted share
}
