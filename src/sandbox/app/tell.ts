import type { Faults } from '../faults.ts';
import type { Ack, AppLink, Delivery } from './delivery.ts';

export interface Teller {
  tell(delivery: Delivery): Promise<Ack>;
  /** How much the app has been told and has not acknowledged yet. */
  readonly underWay: number;
  stop(): void;
}

/** Tells the app with the faults that are on, and repeats events that it did not acknowledge. */
export function createTeller(link: AppLink, faults: Faults, retriesMs: readonly number[]): Teller {
  const timers = new Set<NodeJS.Timeout>();
  let underWay = 0;
  let isStopped = false;

  async function tell(delivery: Delivery): Promise<Ack> {
    if (faults.settings.offline === true) return { ok: false, reason: 'not_connected' };
    underWay += 1;
    try {
      if (faults.isDuplicate()) void link.deliver(delivery);
      const ack = await link.deliver(delivery);
      if (!ack.ok && delivery.type === 'events_api') retryLater(delivery, ack.reason);
      return ack;
    } finally {
      underWay -= 1;
    }
  }

  function retryLater(delivery: Delivery, reason: string): void {
    const attempt = (delivery.retry?.attempt ?? 0) + 1;
    const delay = retriesMs[attempt - 1];
    if (delay === undefined || isStopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void tell({ ...delivery, retry: { attempt, reason } });
    }, delay);
    timer.unref();
    timers.add(timer);
  }

  return {
    tell,
    get underWay() {
      return underWay;
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      link.stop();
    },
  };
}
