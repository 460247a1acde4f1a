/** Slack shows an error to who waits longer than 3 seconds: https://docs.slack.dev/interactivity/handling-user-interaction/ */
const ACK_LATEST_MS = 2_000;

/**
 * Does the work, then acknowledges: what Slack shows as done is done, and what failed, or a crash swallowed, it shows as
 * failed. Work that takes longer is acknowledged before Slack gives up, and goes on. Throws what the work throws.
 */
export async function ackAfter<T>(ack: () => Promise<void>, work: Promise<T>): Promise<T> {
  await inTime(work);
  await ack();
  return work;
}

/** What the work gives when it is done while Slack still waits for an answer; null when it takes longer. */
export async function inTime<T>(work: Promise<T>): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), ACK_LATEST_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
