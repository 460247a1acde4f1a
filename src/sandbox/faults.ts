/** What goes wrong with calls of the Web API. Rates are shares of the calls, from 0 to 1. */
interface CallFaults {
  /** Before anything is done. */
  latencyMs?: number;
  /** 500, and nothing was done. */
  serverErrors?: number;
  /** It was done, and the connection was cut before the answer. */
  lostAnswers?: number;
  /** 429, whatever the rate. */
  rateLimits?: number;
  /** What `Retry-After` says on those. */
  retryAfterSeconds?: number;
}

export interface FaultSettings extends CallFaults {
  /** For these methods alone; what is not said here is as above. */
  methods?: Record<string, CallFaults>;
  /** Share of what the app is told that it is told twice. */
  duplicates?: number;
  /** Cuts all sockets this often. */
  cutSocketsEveryMs?: number;
  /** Nothing answers: calls are cut off, sockets are gone, requests don't come. */
  offline?: boolean;
}

type Fate =
  | { kind: 'fine' }
  | { kind: 'server_error' }
  | { kind: 'lost_answer' }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'error'; error: string }
  | { kind: 'offline' };

export interface Faults {
  /** Replaces what was set before; `{}` sets everything right again. */
  set(settings: FaultSettings): void;
  readonly settings: FaultSettings;
  /** What happens to the next `times` calls of a method, before any rate is asked. */
  next(method: string, fate: Fate, times?: number): void;
  fateOf(method: string): Fate;
  latencyMs(method: string): number;
  isDuplicate(): boolean;
}

/** The same seed gives the same faults for the same calls. */
export function createFaults(seed: number, onSet: (settings: FaultSettings) => void): Faults {
  const random = createRandom(seed);
  const planned = new Map<string, Fate[]>();
  let settings: FaultSettings = {};

  function faultsOf(method: string): CallFaults {
    return { ...settings, ...settings.methods?.[method] };
  }

  return {
    set(next) {
      settings = next;
      onSet(next);
    },
    get settings() {
      return settings;
    },
    next(method, fate, times = 1) {
      planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fate)]);
    },
    fateOf(method) {
      if (settings.offline === true) return { kind: 'offline' };
      const plannedFate = planned.get(method)?.shift();
      if (plannedFate) return plannedFate;
      const { serverErrors = 0, lostAnswers = 0, rateLimits = 0, retryAfterSeconds = 1 } = faultsOf(method);
      const roll = random();
      if (roll < serverErrors) return { kind: 'server_error' };
      if (roll < serverErrors + lostAnswers) return { kind: 'lost_answer' };
      if (roll < serverErrors + lostAnswers + rateLimits) return { kind: 'rate_limited', retryAfterSeconds };
      return { kind: 'fine' };
    },
    latencyMs: (method) => faultsOf(method).latencyMs ?? 0,
    isDuplicate: () => random() < (settings.duplicates ?? 0),
  };
}

/** Mulberry32: small, even enough, and repeatable. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
