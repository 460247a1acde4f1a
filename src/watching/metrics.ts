import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Baton counts and times of itself. Names follow https://prometheus.io/docs/practices/naming/. */
export interface Metrics {
  registry: Registry;
  activities: Counter<'source' | 'result'>;
  scoring: Histogram<'cause'>;
  leadsScored: Counter;
  changes: Counter<'event'>;
  timeToClaim: Histogram<'channel'>;
  deliveries: Counter<'kind' | 'result'>;
  slackCalls: Histogram<'method' | 'result'>;
  slackWaits: Counter<'method'>;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Metrics in a registry of their own. `ofProcess` adds memory, processor time and event-loop lag, once a process. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    activities: new Counter({
      name: 'baton_activities_total',
      help: 'Activities that came in, by source channel and what became of them',
      labelNames: ['source', 'result'],
      registers,
    }),
    scoring: new Histogram({
      name: 'baton_scoring_duration_seconds',
      help: 'How long it took to score the leads that were due (tick) or one that asked (hand_raise)',
      labelNames: ['cause'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 15, 60],
      registers,
    }),
    leadsScored: new Counter({ name: 'baton_leads_scored_total', help: 'Leads that were scored', registers }),
    changes: new Counter({
      name: 'baton_handover_changes_total',
      help: 'Changes of handovers, by event',
      labelNames: ['event'],
      registers,
    }),
    timeToClaim: new Histogram({
      name: 'baton_time_to_claim_seconds',
      help: 'From when a card asked for someone (posted, awake again or released) to the claim, by the clock on the wall',
      labelNames: ['channel'],
      buckets: [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR],
      registers,
    }),
    deliveries: new Counter({
      name: 'baton_deliveries_total',
      help: 'Attempts to make a message in Slack agree with the database, by kind of message and result',
      labelNames: ['kind', 'result'],
      registers,
    }),
    slackCalls: new Histogram({
      name: 'baton_slack_call_duration_seconds',
      help: 'Calls of the Slack API, by method and result',
      labelNames: ['method', 'result'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    slackWaits: new Counter({
      name: 'baton_slack_wait_seconds_total',
      help: 'How long Slack asked to wait (Retry-After), by method',
      labelNames: ['method'],
      registers,
    }),
  };
}
