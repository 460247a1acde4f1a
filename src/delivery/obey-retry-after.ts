import type { FetchFunction } from '@slack/web-api';

/**
 * Keeps to every `Retry-After`, whoever called: until it is over, the same call is answered here, with the rest of the wait,
 * and Slack is not asked. It holds what it came for: one method, or one address to respond to.
 */
export function obeyRetryAfter(call: FetchFunction, now = () => performance.now()): FetchFunction {
  const heldUntil = new Map<string, number>(); // address -> of `now`

  function hold(address: string, seconds: number): void {
    for (const [old, until] of heldUntil) if (until <= now()) heldUntil.delete(old);
    const until = now() + seconds * 1000;
    // Of calls that were under way together, the longest wait holds.
    heldUntil.set(address, Math.max(until, heldUntil.get(address) ?? 0));
  }

  return async (url, init) => {
    const { origin, pathname } = new URL(String(url));
    const address = origin + pathname;
    const leftMs = (heldUntil.get(address) ?? 0) - now();
    if (leftMs > 0) return tooMany(Math.ceil(leftMs / 1000));
    const answer = await call(url, init);
    const seconds = Number(answer.headers.get('retry-after'));
    if (answer.status === 429 && seconds > 0) hold(address, seconds);
    return answer;
  };
}

function tooMany(seconds: number): Response {
  return Response.json(
    { ok: false, error: 'ratelimited' },
    { status: 429, headers: { 'retry-after': String(seconds) } },
  );
}
