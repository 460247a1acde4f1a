import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Handover } from '../../src/database/generated/client.ts';
import { createMetrics } from '../../src/watching/metrics.ts';
import { createWatch } from '../../src/watching/watch.ts';

const at = (iso: string) => new Date(`2026-03-${iso}Z`);
const CARD = {
  id: 'h1',
  leadId: 'l1',
  channel: 'sales',
  state: 'claimed',
  openedAt: at('02T09:00:00'),
  claimedAt: at('05T10:01:30'),
} as Handover;

test('the time to claim counts from when the card last asked for someone; one that slept asked nobody', async () => {
  const metrics = createMetrics();
  const { changed } = createWatch(pino({ level: 'silent' }), metrics);
  changed({ event: 'claim', handover: { ...CARD, waitingSince: at('05T10:00:00') } });
  changed({ event: 'claim', handover: { ...CARD, waitingSince: null } });
  const said = await metrics.registry.metrics();
  expect(said).toContain('baton_time_to_claim_seconds_sum{channel="sales"} 90\n');
  expect(said).toContain('baton_time_to_claim_seconds_count{channel="sales"} 1\n');
});
