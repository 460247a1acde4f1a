export interface Clock {
  now(): number; // ms since 1970
  /** A message timestamp that no other message has: seconds, a dot, microseconds. */
  nextTs(): string;
  /** Timestamps given out from here on are later than this one. */
  after(ts: string): void;
}

export function createClock(now: () => number): Clock {
  let last = 0;
  return {
    now,
    nextTs() {
      last = Math.max(Math.round(now() * 1000), last + 1);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    after(ts) {
      last = Math.max(last, Math.round(Number(ts) * 1e6));
    },
  };
}

/** Orders message timestamps, oldest first. */
export function compareTs(a: string, b: string): number {
  const [aSeconds = '', aMicros = ''] = a.split('.');
  const [bSeconds = '', bMicros = ''] = b.split('.');
  return Number(aSeconds) - Number(bSeconds) || Number(aMicros) - Number(bMicros);
}
