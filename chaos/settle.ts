import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

const WAITING = ['deliveries_owed', 'leads_waiting', 'clicks_waiting', 'tellings_waiting'];
/** What is owed goes out at a message a second a channel: it takes what it takes, but gets less. */
const STUCK_MS = 120_000;

/**
 * Waits until every instance says that it is ready, that nothing is owed to Slack and that no lead or click waits, nor who did
 * something to be told of it. Gives back how long it took in ms, or null when it took longer than `atMostMs`; without that,
 * when nothing was left less for two minutes.
 */
export async function settle(world: World, atMostMs: number | null): Promise<number | null> {
  const started = performance.now();
  let least = Number.POSITIVE_INFINITY;
  let leastAt = started;
  for (;;) {
    const waiting = await Promise.all(world.living().map(({ url }) => countWaiting(url)));
    const left = Math.max(...waiting, 0);
    const now = performance.now();
    if (left === 0 && world.slack.workspace.underWay === 0) return now - started;
    if (left < least) [least, leastAt] = [left, now];
    if (atMostMs === null ? now - leastAt > STUCK_MS : now - started > atMostMs) return null;
    await sleep(200);
  }
}

/** How much an instance sees waiting: what all see, since it stands in the database. Of one that is not ready nobody knows. */
async function countWaiting(url: string): Promise<number> {
  try {
    const signal = AbortSignal.timeout(5_000);
    const [ready, metrics] = await Promise.all([
      fetch(`${url}/readyz`, { signal }),
      fetch(`${url}/metrics`, { signal }).then((response) => response.text()),
    ]);
    if (!ready.ok) return Number.POSITIVE_INFINITY;
    const counts = WAITING.map((what) =>
      Number(new RegExp(`^baton_${what} (\\d+)$`, 'm').exec(metrics)?.[1]),
    );
    const waiting = counts.reduce((sum, count) => sum + count, 0);
    return Number.isNaN(waiting) ? Number.POSITIVE_INFINITY : waiting;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
