/** Wakes whoever waits for something to do. */
export interface Bell {
  ring(): void;
  /** How often it has rung. */
  rung(): number;
  /** Resolves when it rings, or rang since it had rung `since` times, or after this time. */
  wait(ms: number, since?: number): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    ring() {
      count += 1;
      for (const go of waiting) go();
    },
    rung: () => count,
    async wait(ms, since = count) {
      if (count !== since) return;
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, ms);
        waiting.add(go);
      });
    },
  };
}
