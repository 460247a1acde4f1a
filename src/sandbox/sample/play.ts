import { sampleActivities } from './leads.ts';
import { sendActivities } from './send.ts';

/** Posts the sample leads' activities as a client would, the hand-raise last. */
export async function playSample({
  url,
  secret,
  now,
}: {
  url: string;
  secret: string | null;
  now: number;
}): Promise<void> {
  const all = sampleActivities(now);
  for (let start = 0; start < all.length; start += 25) {
    await sendActivities(`${url}/v1/activities`, secret, all.slice(start, start + 25));
  }
}
