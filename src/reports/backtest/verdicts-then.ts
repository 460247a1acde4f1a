import { waysTo } from '../../handover/model-log.ts';
import { OLD_ENOUGH_MS } from '../../handover/read-calibration.ts';
import type { PastHandover, PastRollback, PastVerdict } from './read-history.ts';

/** What the model could learn from at a moment. */
export interface VerdictsThen {
  /** Those that stood, without those that a rollback had left out by then. */
  counted: PastVerdict[];
  /** Those that stood and were final, for calibration: a rollback leaves out none of them. */
  matured: PastVerdict[];
}

/** Says of any moment which verdicts had been given by then, and counted. */
export function verdictsAt(
  verdicts: readonly PastVerdict[],
  handovers: readonly PastHandover[],
  rollbacks: readonly PastRollback[],
): (now: number) => VerdictsThen {
  const closedAt = new Map(handovers.map((one) => [one.id, one.closedAt ?? Number.POSITIVE_INFINITY]));

  /** As `readCalibration` has it. */
  function isMature({ handoverId, kind, teaches, at }: PastVerdict, now: number): boolean {
    if (teaches === 'nothing' || teaches === 'timing') return false;
    const isClosed = (closedAt.get(handoverId) ?? Number.POSITIVE_INFINITY) <= now;
    return kind === 'rejected' || (kind === 'outcome' && (isClosed || at <= now - OLD_ENOUGH_MS));
  }

  return (now) => {
    const stood = verdicts.filter(
      ({ at, takenBackAt }) => at <= now && (takenBackAt === null || takenBackAt > now),
    );
    const made = rollbacks.filter(({ at }) => at <= now);
    // The version of that moment is any after the last rollback: what no rollback left out had been counted by it.
    const ways = waysTo(
      Number.POSITIVE_INFINITY,
      new Map(made.map(({ version, restores }) => [version, restores])),
    );
    const isCounted = ({ countedIn }: PastVerdict) =>
      countedIn === null || ways.some(({ from, to }) => countedIn >= from && countedIn <= to);
    return { counted: stood.filter(isCounted), matured: stood.filter((one) => isMature(one, now)) };
  };
}
