import { calibrationError } from '../../scoring/model/calibration.ts';
import { areaUnderCurve, precisionAtTop } from '../../scoring/measures.ts';
import type { Replay, Replayed } from './replay.ts';
import { isSameTalk, type Label } from './talks.ts';

const WEEK_MS = 7 * 86_400_000;
/** Of fewer verdicts, or of one kind alone, no figure is given. */
const FEWEST_JUDGED = 10;

export interface Count {
  handedOver: number;
  accepted: number;
  rejected: number;
  unknown: number;
}

/** How good a score was, on the handovers that sales judged in fact; null where they are too few to say. */
export interface Quality {
  judged: number;
  areaUnderCurve: number | null; // 0 to 1
  topFifth: number | null; // share accepted among the best 20%
  calibrationError: number | null; // 0 is perfect
}

export interface SideReport extends Count {
  channels: Map<string, Count>;
  weeks: Map<string, Count>; // by the date of their first day
  /** Rejected in fact, and not handed over by this playbook. */
  sparedRejects: number;
  /** Accepted in fact, and not handed over by this playbook. */
  lostClaims: { name: string; channel: string; at: number }[];
  quality: Quality;
}

/** What each playbook's replay came to. */
export function compare({ sides, names, inFact }: Replay, since: Date): SideReport[] {
  const judged = inFact.filter(({ label }) => label !== 'unknown');
  return sides.map((side) => {
    const made = Map.groupBy(side.handedOver, ({ leadId }) => leadId);
    const missed = judged.filter(
      ({ leadId, at }) => !(made.get(leadId) ?? []).some((one) => isSameTalk(one.at, at)),
    );
    return {
      ...countSide(side, since.getTime()),
      sparedRejects: missed.filter(({ label }) => label === 'rejected').length,
      lostClaims: missed.flatMap(({ leadId, channel, at, label }) =>
        label === 'accepted' ? [{ name: names.get(leadId) ?? 'Unknown visitor', channel, at }] : [],
      ),
      quality: qualityOf(side),
    };
  });
}

/** The handovers that were made in fact, counted alike. */
export function countInFact({ inFact }: Replay): Count {
  const count = nothing();
  for (const { label } of inFact) add(count, label);
  return count;
}

function countSide({ handedOver }: Replayed, since: number) {
  const all = nothing();
  const channels = new Map<string, Count>();
  const weeks = new Map<string, Count>();
  for (const { channel, at, label } of handedOver) {
    const week = new Date(since + Math.floor((at - since) / WEEK_MS) * WEEK_MS).toISOString().slice(0, 10);
    for (const count of [all, entry(channels, channel), entry(weeks, week)]) add(count, label);
  }
  return { ...all, channels, weeks };
}

function qualityOf({ scored }: Replayed): Quality {
  const judged = scored
    .filter(({ talk }) => talk.label !== 'unknown')
    .map(({ talk, readiness }) => ({
      score: readiness,
      probability: readiness / 100,
      label: Number(talk.label === 'accepted'),
    }));
  const accepted = judged.filter(({ label }) => label === 1).length;
  const tells = judged.length >= FEWEST_JUDGED && accepted > 0 && accepted < judged.length;
  return {
    judged: judged.length,
    areaUnderCurve: tells ? areaUnderCurve(judged) : null,
    topFifth: tells ? precisionAtTop(judged) : null,
    calibrationError: tells
      ? calibrationError(judged.map(({ probability, label }) => ({ probability, accepted: label })))
      : null,
  };
}

function nothing(): Count {
  return { handedOver: 0, accepted: 0, rejected: 0, unknown: 0 };
}

function add(count: Count, label: Label): void {
  count.handedOver += 1;
  count[label] += 1;
}

function entry(counts: Map<string, Count>, key: string): Count {
  const count = counts.get(key) ?? nothing();
  counts.set(key, count);
  return count;
}
