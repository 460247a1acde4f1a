import type { AssessInput, Assessment } from './assessment.ts';
import { DAY_MS, fadedAt, halfLifeMs } from './interest.ts';
import type { Faded } from './interest-state.ts';
import { POINTS_TO_DOUBLE } from './model/prior.ts';
import { INTEREST_POINTS_PER_HALVING } from './signals.ts';
import { readWhyNow, strongFirsts, USUAL_HALF_LIFE_MS } from './why-now.ts';

/** For how long after a meaningful action a lead counts as active for its colleagues. */
export const COLLEAGUES_MS = 7 * DAY_MS;
const HORIZON_MS = 400 * DAY_MS;
const RESOLUTION_MS = 1_000;
const MOST_STEPS = 5_000;

/**
 * The first moment at which time alone changes what the gates of interest, readiness and why now say of a lead; null
 * when it does not within 400 days. Its next action, and what verdicts teach, may change it before. Exact to a second.
 */
export function nextChange(input: AssessInput, assessment: Assessment): number | null {
  const { now } = input;
  if (assessment.gates.some(({ gate, passed }) => gate === 'excluded' && !passed)) return null;
  const next = nextNews(input, assessment);
  const end = next ?? now + HORIZON_MS;
  const [interest, readiness] = curvesOf(input, assessment);
  const { gates } = input.playbook;
  const least = {
    // A floor of nothing is always reached, and none is without a meaningful action.
    interest:
      gates.interest === 0 || input.interest.lastMeaningful === null
        ? Number.NEGATIVE_INFINITY
        : -INTEREST_POINTS_PER_HALVING * Math.log2(1 - gates.interest / 100),
    readiness: POINTS_TO_DOUBLE * Math.log2(gates.readiness / (100 - gates.readiness)),
  };
  const crossings = [
    firstCrossing(interest, least.interest, now, end),
    firstCrossing(readiness, least.readiness, now, end),
  ];
  const moments = [next, ...crossings].filter((at) => at !== null);
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** When the news that says why now is another, or none, or fewer colleagues are active. */
function nextNews(input: AssessInput, { whyNow }: Assessment): number | null {
  const { interest, colleagues, playbook, now } = input;
  const { handRaise, lastMeaningful, burst, usual } = interest;
  const lasts = playbook.gates.why_now_days * DAY_MS;
  const firsts = strongFirsts(interest, playbook).map(({ at }) => at);
  const ends = [handRaise?.at, lastMeaningful?.at, burst?.startedAt, ...firsts].flatMap((at) =>
    at ? at + lasts : [],
  );
  // What is usual fades too: after this the burst stands out against it.
  const surge =
    burst && usual.sum > 0
      ? [Math.ceil(usual.at + USUAL_HALF_LIFE_MS * Math.log2(usual.sum / (2 * burst.meaningful))) + 1]
      : [];
  const changes = [...ends, ...surge]
    .filter((at) => at > now && readWhyNow({ ...input, now: at })?.trigger !== whyNow?.trigger)
    .concat(whyNow && colleagues.since !== null ? colleagues.since + COLLEAGUES_MS + 1 : [])
    .filter((at) => at > now);
  return changes.length > 0 ? Math.min(...changes) : null;
}

/** A part of a sum that only ever fades. */
interface FadingPart {
  weight: number;
  at: (time: number) => number;
  /** Where it fades plainly by half, so that a moment can be solved for. */
  plain: (Faded & { halfLife: number }) | null;
}

/** `rest` plus the parts, as time goes by. */
export interface Curve {
  rest: number;
  parts: FadingPart[];
}

/** Interest in faded points, and readiness in points: what time does to them while the news stays the same. */
function curvesOf({ interest, playbook, now }: AssessInput, assessment: Assessment): [Curve, Curve] {
  const ofInterest: FadingPart[] = [];
  const ofReadiness: FadingPart[] = [];
  const worth = new Map(assessment.reasons.map(({ term, points }) => [term, points]));
  for (const [name, known] of Object.entries(interest.signals)) {
    const signal = Object.hasOwn(playbook.interest.signals, name)
      ? playbook.interest.signals[name]
      : undefined;
    const points = signal?.points ?? 0;
    if (!signal || points === 0) continue;
    const halfLife = halfLifeMs(playbook, signal);
    const most = signal.cap === undefined ? Number.POSITIVE_INFINITY : signal.cap / Math.abs(points);
    const faded = (time: number) => fadedAt(known, halfLife, time);
    const plain = faded(now) <= most ? { sum: known.sum, at: known.at, halfLife } : null;
    ofInterest.push({ weight: points, at: (time) => Math.min(faded(time), most), plain });
    const value = (time: number) => Math.min(Math.log2(1 + faded(time)), most);
    const weight = (worth.get(`signal:${name}`) ?? 0) / (value(now) || 1);
    if (weight !== 0) ofReadiness.push({ weight, at: value, plain: null });
  }
  const sum = ofReadiness.reduce((total, { weight, at }) => total + weight * at(now), 0);
  return [
    { rest: 0, parts: ofInterest },
    { rest: assessment.points - sum, parts: ofReadiness },
  ];
}

/**
 * The first moment in (from, to] at which a curve gets to the other side of the level; null when it stays. Solved
 * where all parts fade with one half-life, halved down to where they only fade; where some are for and some against,
 * stretches that can't cross are left out and the rest is split, the earlier half first.
 */
export function firstCrossing(curve: Curve, level: number, from: number, to: number): number | null {
  const [up, down] = [1, -1].map((sign) => curve.parts.filter(({ weight }) => weight * sign > 0));
  const sum = (parts: FadingPart[] = [], time: number) =>
    parts.reduce((total, { weight, at }) => total + weight * at(time), 0);
  const reaches = (time: number) => curve.rest + sum(up, time) + sum(down, time) >= level;
  const before = reaches(from);
  const solved = solve(curve, level);
  if (solved !== null) {
    const moment = [Math.floor(solved), Math.floor(solved) + 1, Math.floor(solved) + 2].find(
      (time) => time > from && reaches(time) !== before,
    );
    return moment !== undefined && moment <= to ? moment : null;
  }
  let steps = 0;
  function search(start: number, end: number): number | null {
    const [low, high] = [
      curve.rest + sum(up, end) + sum(down, start),
      curve.rest + sum(up, start) + sum(down, end),
    ];
    if (before ? low >= level : high < level) return null;
    const fadesOnly = down?.length === 0 || up?.length === 0;
    if (end - start <= (fadesOnly ? 1 : RESOLUTION_MS)) return reaches(end) === before ? null : end;
    // So near to the level for so long that it can't be told: looked at again from here.
    if (++steps > MOST_STEPS) return end;
    const middle = Math.floor((start + end) / 2);
    return search(start, middle) ?? search(middle, end);
  }
  return search(from, to);
}

/** When a sum whose parts all fade with one half-life stands at the level; null when that can't be said so plainly. */
function solve({ rest, parts }: Curve, level: number): number | null {
  const [first] = parts;
  if (!first?.plain || parts.some(({ plain }) => plain?.halfLife !== first.plain?.halfLife)) return null;
  const { at, halfLife } = first.plain;
  const sum = parts.reduce((total, { weight, at: worth }) => total + weight * worth(at), 0);
  const ratio = sum / (level - rest);
  return ratio > 0 && Number.isFinite(ratio) ? at + halfLife * Math.log2(ratio) : null;
}
