import type { Change } from '../protocol.ts';

/** Who may see a change: these people, or everybody. */
type Audience = 'all' | string[];
export type ChangeListener = (change: Change, to: Audience) => void;

export interface Changes {
  publish(change: Change, to: Audience): void;
  /** Returns what ends the subscription. */
  subscribe(listener: ChangeListener): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<ChangeListener>();
  return {
    publish(change, to) {
      for (const listener of listeners) listener(change, to);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
