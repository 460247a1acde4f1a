/** A rush is over when nothing has come for so long, in ms. */
export const CALM_MS = 100;
/** Nobody waits longer for what they did to be done, however long others go on, in ms. */
export const LONGEST_REST_MS = 2_000;

/** Tells when work on what came in a rush may begin; all times are ms of one clock. */
export interface Rush {
  came(at: number): void;
  stored(at: number): void;
  /** How long work has yet to rest, in ms; 0 when it may go on. */
  restMs(now: number): number;
}

/**
 * Work rests after a rush for as long as the rush has lasted: on cores that are too slow for all of it the gaps get as long
 * as a calm, and work that begins in one takes the processor from those who still wait for their acknowledgement.
 */
export function createRush(): Rush {
  let began = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  return {
    came(at) {
      if (at - last > CALM_MS && at >= until) began = at;
      last = at;
    },
    stored(at) {
      until = Math.min(at + Math.max(CALM_MS, at - began), began + LONGEST_REST_MS);
    },
    restMs: (now) => Math.max(0, until - now),
  };
}
