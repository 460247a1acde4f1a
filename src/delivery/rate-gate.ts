import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import type { Bell } from './bell.ts';

/** Keeps to what Slack's `Retry-After` says: for the method it came for, of the one workspace that this is for. */
export interface RateGate {
  /** Resolves once the method may be called, true if that took waiting. At once when closed. */
  open(method: string): Promise<boolean>;
  /** Whether it was given up: nothing waits any more. */
  closed(): boolean;
  /** Makes the call; how long Slack asks to wait is kept for the next. Throws what the call throws. */
  call<T>(method: string, make: () => Promise<T>): Promise<T>;
}

const Limited = z.object({ code: z.literal(ErrorCode.RateLimitedError), retryAfter: z.number() }); // seconds

export function createRateGate(bell: Bell, stopped: () => boolean): RateGate {
  const heldUntil = new Map<string, number>(); // method -> of performance.now()
  const left = (method: string) => (heldUntil.get(method) ?? 0) - performance.now();
  return {
    closed: stopped,
    async open(method) {
      const waits = left(method) > 0;
      while (left(method) > 0 && !stopped()) await bell.wait(left(method));
      return waits;
    },
    async call(method, make) {
      try {
        return await make();
      } catch (error) {
        const limited = Limited.safeParse(error);
        if (limited.success) heldUntil.set(method, performance.now() + limited.data.retryAfter * 1000);
        throw error;
      }
    },
  };
}
