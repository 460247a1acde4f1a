import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

/**
 * Waits until every instance says that it is ready, that nothing is owed to Slack and that no lead or click waits. Gives back how
 * long it took in ms, or null when it took longer than `atMostMs`.
 */
export async function settle(world: World, atMostMs = 60_000): Promise<number | null> {
  const started = performance.now();
  while (performance.now() - started < atMostMs) {
    const all = await Promise.all(world.living().map(({ url }) => isSettled(url)));
    if (all.every(Boolean) && world.slack.workspace.underWay === 0) return performance.now() - started;
    await sleep(200);
  }
  return null;
}

async function isSettled(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5_000);
    const [ready, metrics] = await Promise.all([
      fetch(`${url}/readyz`, { signal }),
      fetch(`${url}/metrics`, { signal }).then((response) => response.text()),
    ]);
    const waiting = ['deliveries_owed', 'leads_waiting', 'clicks_waiting'];
    return ready.ok && waiting.every((what) => metrics.includes(`\nbaton_${what} 0\n`));
  } catch {
    return false;
  }
}
