/** Slack shows an error to who waits longer than 3 seconds: https://docs.slack.dev/interactivity/handling-user-interaction/ */
const LATEST_MS = 2_000;

/** What the work gives when it is done while Slack still waits for an answer; null when it takes longer. */
export async function inTime<T>(work: Promise<T>): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), LATEST_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
