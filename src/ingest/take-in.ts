import type { ActivityInput } from './activity-input.ts';
import { type IngestDeps, type Stored, storeBatches } from './store-activities.ts';

/** Activities that one transaction takes at most, so that none waits long for what came with it. */
const MOST_AT_ONCE = 5_000;

interface Waiting {
  batch: ActivityInput[];
  stored(result: Stored): void;
  failed(error: unknown): void;
}

/**
 * Takes batches in, one transaction at a time: those that come while one runs share the next, so that the leads they
 * are about are read and written once. A batch's promise is kept when it is durable. Should the shared transaction
 * fail, each of its batches is tried alone: none fails because of another.
 */
export function createIntake(
  deps: IngestDeps & { now(): Date },
): (batch: ActivityInput[]) => Promise<Stored> {
  const waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) await storeTogether(takeShare(waiting));
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
      if (share.length === 1) share[0]?.failed(error);
      else for (const one of share) await storeTogether([one]);
    }
  }

  return (batch) =>
    new Promise((stored, failed) => {
      waiting.push({ batch, stored, failed });
      if (!running) void run();
    });
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
