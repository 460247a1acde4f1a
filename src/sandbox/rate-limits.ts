import type { Rates } from './options.ts';

export type Tier = 1 | 2 | 3 | 4 | 'posting' | 'special';

export interface RateLimits {
  /** Seconds to wait before this call may be made; 0 lets it pass, and counts it. */
  waitFor(method: string, tier: Tier, channel: string | undefined): number;
}

/** A bucket of calls for each method, and one for the posts to each channel: it fills evenly and empties call by call. */
export function createRateLimits(rates: Rates | false, now: () => number): RateLimits {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function take(key: string, size: number, perSecond: number): number {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: size, at };
    buckets.set(key, bucket);
    bucket.tokens = Math.min(size, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (bucket.tokens < 1 - 1e-9) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  }

  return {
    waitFor(method, tier, channel) {
      if (rates === false || tier === 'special') return 0;
      if (tier === 'posting')
        return take(`${method} ${channel ?? ''}`, rates.postBurst, rates.postsPerSecond);
      return take(method, rates.tiers[tier], rates.tiers[tier] / 60);
    },
  };
}
