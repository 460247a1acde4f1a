/** What is being worked on, so that a stop can wait for it. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is being worked on, at the latest after so long. */
  idle(atMostMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const tracked = work.finally(() => works.delete(tracked));
      works.add(tracked);
      return tracked;
    },
    async idle(atMostMs) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, atMostMs);
      let waiting = true;
      void late.then(() => (waiting = false));
      while (waiting && works.size > 0) await Promise.race([Promise.allSettled(works), late]);
      clearTimeout(timer);
    },
  };
}
