import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Database } from '../src/database/open-database.ts';
import { DELIVERIES } from '../src/database/queue.ts';
import { createChannels } from '../src/delivery/channels.ts';
import { createDelivery } from '../src/delivery/create-delivery.ts';
import { createHandles } from '../src/delivery/handles.ts';
import { asJson } from '../src/handover/hand-over.ts';
import { cardKey, oweFollowing } from '../src/handover/postings.ts';
import { assessment, brief } from '../test/blocks/fixtures.ts';
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
  const cards = await placeCards(database);
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

/** Cards that stand, each of a lead of its own. Gives back their handovers. */
async function placeCards({ prisma }: Database): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < CHANNELS * CARDS; index += 1) {
    const lead = await prisma.lead.create({ data: { email: `lead${index}@acme.example` } });
    const channel = `C${String(index % CHANNELS).padStart(7, '0')}`;
    const { id } = await prisma.handover.create({
      data: {
        leadId: lead.id,
        liveLeadId: lead.id,
        channel,
        state: 'open',
        brief: asJson(brief),
        assessment: asJson(assessment),
        playbookHash: '',
        openedAt: new Date(),
      },
    });
    await prisma.posting.create({
      data: {
        key: cardKey(id),
        kind: 'card',
        handoverId: id,
        channel,
        channelId: channel,
        ts: `1772442000.${String(index).padStart(6, '0')}`,
        state: 'posted',
        owed: false,
      },
    });
    ids.push(id);
  }
  return ids;
}

/** Says of every card that it has changed, each with a job of its own. */
async function owe({ prisma }: Database, cards: string[]): Promise<void> {
  await prisma.$transaction(
    async (tx) => {
      for (const id of cards) await oweFollowing(tx, id);
    },
    { timeout: 60_000 },
  );
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
