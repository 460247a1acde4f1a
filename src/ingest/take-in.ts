import type { ActivityInput } from './activity-input.ts';
import { DatabaseAway, type IngestDeps, type Stored, storeBatches } from './store-activities.ts';

/** Activities that one transaction takes at most, so that none waits long for what came with it. */
const MOST_AT_ONCE = 5_000;

interface Waiting {
  batch: ActivityInput[];
  /** Its source waits no longer: it was told to send again. */
  givenUp: AbortSignal | undefined;
  stored(result: Stored): void;
  failed(error: unknown): void;
}

/**
 * Takes batches in, one transaction at a time: those that come while one runs share the next, so that the leads they
 * are about are read and written once. A batch's promise is kept when it is durable. Should the database refuse the
 * shared transaction, each of its batches is tried alone: none fails because of another. Should it be away, all fail; and
 * what its source has given up before it was begun is dropped, so that however long that lasts, only what somebody waits
 * for is kept.
 */
export function createIntake(
  deps: IngestDeps & { now(): Date },
): (batch: ActivityInput[], givenUp?: AbortSignal) => Promise<Stored> {
  const waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const share = takeShare(waiting).filter((one) => !isGivenUp(one));
      if (share.length > 0) await storeTogether(share);
    }
    running = false;
  }

  async function storeTogether(share: Waiting[]): Promise<void> {
    try {
      const stored = await storeBatches(
        deps,
        share.map(({ batch }) => batch),
        deps.now(),
      );
      for (const [index, one] of stored.entries()) share[index]?.stored(one);
    } catch (error) {
      if (share.length === 1 || error instanceof DatabaseAway) for (const one of share) one.failed(error);
      else for (const one of share) if (!isGivenUp(one)) await storeTogether([one]);
    }
  }

  return (batch, givenUp) =>
    new Promise((stored, failed) => {
      waiting.push({ batch, givenUp, stored, failed });
      if (!running) void run();
    });
}

/** Whether nobody waits for it any more; then it fails here. */
function isGivenUp(one: Waiting): boolean {
  if (!one.givenUp?.aborted) return false;
  one.failed(one.givenUp.reason);
  return true;
}

/** The batches at the front that fit in one transaction: one at least. */
function takeShare(waiting: Waiting[]): Waiting[] {
  let activities = 0;
  const end = waiting.findIndex(({ batch }, index) => {
    activities += batch.length;
    return index > 0 && activities > MOST_AT_ONCE;
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}
