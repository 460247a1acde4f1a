import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Database } from '../src/database/open-database.ts';
import { DELIVERIES } from '../src/database/queue.ts';
import { createChannels } from '../src/delivery/channels.ts';
import { createDelivery } from '../src/delivery/create-delivery.ts';
import { createHandles } from '../src/delivery/handles.ts';
import { owe, placeCards } from './cards.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';
import { openPostgres } from './postgres.ts';

const CHANNELS = 20;
const CARDS = 50; // a channel, each of which has changed
const ROUNDS = 7;

/**
 * A thousand cards in twenty channels that are to be drawn again, on a Slack that answers at once, against as many jobs of
 * the same queue in as many channels that pg-boss hands out and takes back with nothing done between.
 */
export async function benchDeliveries(): Promise<Row[]> {
  const postgres = await openPostgres();
  if (!postgres.ok) {
    console.error(`Deliveries are left out: ${postgres.why}`);
    return [];
  }
  const { database } = postgres;
  const cards = await placeCards(database, CHANNELS * CARDS, CHANNELS);
  const delivery = startDelivery(database);
  await delivery.idle();
  const [ours, alone] = await inTurn(
    ROUNDS,
    Object.assign(() => delivery.idle(), { before: () => owe(database, cards) }),
    Object.assign(() => runEmptyJobs(database), { before: () => enqueue(database) }),
  );
  await delivery.stop();
  await postgres.stop();
  const rate = (ms: number) => (CHANNELS * CARDS * 1000) / ms;
  return [
    {
      what: 'deliveries, PostgreSQL, an instant Slack, against pg-boss alone with empty jobs',
      measured: `${rate(ours).toFixed(0)} a second`,
      against: `${rate(alone).toFixed(0)} a second`,
      ratio: rate(ours) / rate(alone),
      wanted: 'at least 0.5',
    },
  ];
}

function startDelivery(database: Database) {
  const log = pino({ level: 'silent' });
  const now = () => new Date();
  const slack = new WebClient('xoxb-bench', { fetch: answerAtOnce, retryConfig: { retries: 0 } });
  return createDelivery({
    database,
    playbook: defaultPlaybook(),
    slack,
    channels: createChannels(slack, Date.now),
    handles: createHandles(slack, Date.now, log),
    now,
    log,
    postEveryMs: 0,
    attempted: () => {},
    changed: () => {},
  });
}

async function answerAtOnce(): Promise<Response> {
  return Response.json({ ok: true, channel: 'C0000001', ts: '1772442000.000100' });
}

const ALONE = `${DELIVERIES}-alone`;

async function enqueue({ queue }: Database): Promise<void> {
  if (!(await queue.getQueue(ALONE))) await queue.createQueue(ALONE, { policy: 'key_strict_fifo' });
  const jobs = Array.from({ length: CHANNELS * CARDS }, (_, index) => ({
    data: { index },
    singletonKey: String(index % CHANNELS),
  }));
  await queue.insert(ALONE, jobs);
}

async function runEmptyJobs({ queue }: Database): Promise<void> {
  for (;;) {
    const jobs = await queue.fetch(ALONE, { batchSize: CHANNELS });
    if (jobs.length === 0) return;
    await queue.complete(
      ALONE,
      jobs.map(({ id }) => id),
    );
  }
}
