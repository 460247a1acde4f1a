import { Gauge, type Registry } from 'prom-client';
import { HANDOVER_STATES } from '../handover/state.ts';
import type { Backlog } from './read-backlog.ts';

const FRESH_MS = 5_000;

/**
 * Adds gauges of what the database says. It is asked when someone reads the metrics, at most every five seconds. All
 * instances on one database say the same: take the maximum over them, not the sum.
 */
export function watchBacklog(registry: Registry, read: () => Promise<Backlog>): void {
  let asked: { at: number; answer: Promise<Backlog | null> } | null = null;
  const ask = (): Promise<Backlog | null> => {
    if (!asked || performance.now() - asked.at > FRESH_MS)
      asked = { at: performance.now(), answer: read().catch(() => null) };
    return asked.answer;
  };
  const gauge = (name: string, help: string, pick: (backlog: Backlog) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const backlog = await ask();
        if (backlog) this.set(pick(backlog));
        else this.remove(); // unknown is not the last that was known
      },
    });
  new Gauge({
    name: 'baton_handovers',
    help: 'Handovers there are, by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const backlog = await ask();
      this.reset();
      if (!backlog) return;
      for (const state of HANDOVER_STATES)
        this.set({ state }, backlog.handovers.find((one) => one.state === state)?.count ?? 0);
    },
  });
  new Gauge({
    name: 'baton_database_up',
    help: 'Whether the database answers: 1 or 0',
    registers: [registry],
    async collect() {
      this.set((await ask()) ? 1 : 0);
    },
  });
  gauge(
    'baton_deliveries_owed',
    'Messages that Slack does not show as they are',
    ({ messages }) => messages.owed,
  );
  gauge(
    'baton_deliveries_oldest_seconds',
    'How long the oldest of these has been there',
    ({ messages }) => messages.oldestSeconds,
  );
  gauge(
    'baton_clicks_waiting',
    'Clicks and submitted modals that were acknowledged and are not done yet',
    ({ clicks }) => clicks.waiting,
  );
  gauge(
    'baton_clicks_waiting_oldest_seconds',
    'How long the first of these has waited',
    ({ clicks }) => clicks.oldestSeconds,
  );
  gauge(
    'baton_tellings_waiting',
    'What came of clicks and modals, and Slack lets nobody be told yet',
    ({ tellings }) => tellings.waiting,
  );
  gauge(
    'baton_leads_waiting',
    'Leads that changed or fell due and are not scored yet',
    ({ leads }) => leads.waiting,
  );
  gauge(
    'baton_leads_waiting_oldest_seconds',
    'How long the first of these has waited',
    ({ leads }) => leads.oldestSeconds,
  );
}
