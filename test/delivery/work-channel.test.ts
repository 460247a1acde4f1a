import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { AttemptDeps } from '../../src/delivery/attempt.ts';
import { type Bell, createBell } from '../../src/delivery/bell.ts';
import { createChannels } from '../../src/delivery/channels.ts';
import { createDelivery } from '../../src/delivery/create-delivery.ts';
import { createHandles } from '../../src/delivery/handles.ts';
import { workChannel } from '../../src/delivery/work-channel.ts';
import { owePosting } from '../../src/handover/postings.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { listStuck, retryDelivery } from '../../src/reports/stuck-deliveries.ts';
import { createMetrics } from '../../src/watching/metrics.ts';
import { watchSlackCalls } from '../../src/watching/slack-fetch.ts';
import { newDatabase } from '../database/test-database.ts';
import { clientOf } from '../sandbox/bolt-app.ts';
import { examplePlaybook } from '../scoring/example.ts';
import { startSlack } from '../workspace/start-slack.ts';

/** A workspace, and what delivers to it, with a database of its own. */
async function startDelivering({ patienceMs }: { patienceMs?: number } = {}) {
  const slack = await startSlack();
  const database = await openDatabase(await newDatabase());
  const fetch = watchSlackCalls(createMetrics(), patienceMs === undefined ? {} : { patienceMs });
  const client = clientOf(slack.workspace, slack.workspace.botToken, { fetch });
  const log = pino({ level: 'silent' });
  const bell = createBell();
  const waits: number[] = [];
  const deps: AttemptDeps = {
    database,
    log,
    slack: client,
    playbook: livePlaybook({ playbook: examplePlaybook(), hash: 'one' }),
    async wait(ms) {
      waits.push(ms);
      return true;
    },
    channels: createChannels(client, () => 0),
    handles: createHandles(client, () => 0, log),
    ended: new Set(),
    now: () => new Date(),
    changed: () => {},
    attempted: () => {},
  };
  const posts = () => slack.workspace.calls.filter(({ method }) => method === 'chat.postMessage');
  return {
    slack,
    database,
    deps,
    /** What was waited for, in ms; here it is over at once. */
    waits,
    /** The first word of each message that was sent, with when and where. */
    sent: () =>
      posts()
        .filter(({ result }) => result['ok'])
        .map(({ args, at }) => ({
          channel: args['channel'],
          at,
          word: /\w+-\d+/.exec(JSON.stringify(args))?.[0],
        })),
    /** Owes the channel a message that says this word. */
    owe: async (channel: string, word: string, { handRaise = false } = {}) => {
      const lead = handRaise ? await database.prisma.lead.create({ data: {} }) : null;
      const frozen = { channel, brief: {}, assessment: {}, playbookHash: 'one', state: 'open' };
      const handover = lead
        ? await database.prisma.handover.create({ data: { ...frozen, leadId: lead.id, handRaise } })
        : null;
      await database.prisma.$transaction((tx) =>
        owePosting(tx, {
          key: word,
          kind: 'playbook',
          handoverId: handover?.id ?? null,
          channel,
          details: { by: 'U1ANA', says: word },
        }),
      );
    },
    /** One go at the channel, as a job has it. */
    work: async (channel: string, heard: Bell = bell) => {
      const end = await workChannel(deps, {
        channel,
        again: true,
        bell: heard,
        postEveryMs: 0,
        stopped: () => false,
      });
      return end.go;
    },
    async [Symbol.asyncDispose]() {
      await database.close();
      await slack[Symbol.asyncDispose]();
    },
  };
}

/** A bell at which no time is waited for: it has passed since messages were sent, once what is `meanwhile` has happened. */
function passing({ sql }: Database, meanwhile: () => Promise<void> = async () => {}) {
  const waits: number[] = []; // ms
  const bell: Bell = {
    ...createBell(),
    async wait(ms) {
      waits.push(ms);
      await meanwhile();
      const earlier = Math.ceil(ms); // Baton notes no less than milliseconds
      await sql.query(`UPDATE "Posting" SET "sendingAt" = "sendingAt" - $1 * interval '1 millisecond'`, [
        earlier,
      ]);
    },
  };
  return { waits, bell };
}

test('a channel gets a message at a time with a pause between, hand-raises first, and others their turn beside it', async () => {
  await using delivering = await startDelivering();
  const { slack, deps, owe, sent } = delivering;
  const words = Array.from({ length: 12 }, (_, index) => `sales-${index}`);
  for (const word of words) await owe('sales', word);
  for (const word of ['dach-0', 'dach-1']) await owe('sales-dach', word);
  await owe('sales', 'raised-0', { handRaise: true });

  const delivery = createDelivery({ ...deps, postEveryMs: 200 });
  await expect.poll(sent, { timeout: 60_000, interval: 20 }).toHaveLength(15);
  await delivery.stop();

  const inSales = sent().filter(({ channel }) => channel === slack.channel('sales').id);
  expect(inSales.map(({ word }) => word)).toEqual(['raised-0', ...words]);
  const gaps = inSales.slice(1).map(({ at }, index) => at - (inSales[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
  const order = sent().map(({ word }) => word);
  expect(order.indexOf('dach-1')).toBeLessThan(order.indexOf('sales-8'));
});

test('what the channel went through is not held against the next message: it is tried again', async () => {
  await using delivering = await startDelivering();
  const { slack, owe, work, sent } = delivering;
  await owe('sales', 'first-1');
  await owe('sales', 'second-2');
  slack.workspace.faults.next('chat.postMessage', { kind: 'server_error' }, 10);
  for (let tries = 0; tries < 10; tries += 1) expect(await work('sales')).toBe('later');
  // An answer that nobody knows, also for the message that met the failures of Slack.
  slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'brand_new_error' });
  expect(await work('sales')).toBe('later');
  slack.workspace.faults.next('chat.postMessage', { kind: 'fine' });
  slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'brand_new_error' });
  expect(await work('sales')).toBe('later');
  expect(await work('sales')).toBe('done');
  expect(sent().map(({ word }) => word)).toEqual(['first-1', 'second-2']);
});

test('a limit that comes as an answer is waited out, however often it comes', async () => {
  await using delivering = await startDelivering();
  const { slack, owe, work, sent } = delivering;
  await owe('sales', 'first-1');
  slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'ratelimited' }, 12);
  for (let tries = 0; tries < 12; tries += 1) expect(await work('sales')).toBe('later');
  expect(await work('sales')).toBe('done');
  expect(sent()).toHaveLength(1);
});

test('a limit holds a channel for as long as Slack says, whether it is on the post or on a look-up', async () => {
  await using delivering = await startDelivering();
  const { slack, owe, work, sent, waits } = delivering;
  await owe('sales', 'first-1');
  for (const [method, retryAfterSeconds] of [
    ['conversations.list', 3],
    ['chat.postMessage', 5],
  ] as const)
    slack.workspace.faults.next(method, { kind: 'rate_limited', retryAfterSeconds });
  expect(await work('sales')).toBe('done');
  expect(waits).toEqual([3_000, 5_000]);
  expect(sent().map(({ word }) => word)).toEqual(['first-1']);
});

test('what Slack refuses time and again is set aside, its channel goes on, and who asks has it tried anew', async () => {
  await using delivering = await startDelivering();
  const { slack, database, owe, work, sent } = delivering;
  await owe('sales', 'first-1');
  await owe('sales', 'second-2');
  const refuse = (times: number) =>
    slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'brand_new_error' }, times);
  refuse(8);
  for (let tries = 0; tries < 7; tries += 1) expect(await work('sales')).toBe('later');
  expect(await listStuck(database)).toMatchObject([{ state: 'retrying' }]);
  expect(await work('sales')).toBe('done');
  expect(sent().map(({ word }) => word)).toEqual(['second-2']);
  const [stuck] = await listStuck(database);
  expect(stuck).toMatchObject({ channel: 'sales', state: 'set aside', why: 'brand_new_error' });

  await retryDelivery(database, stuck?.id ?? '');
  refuse(1);
  expect(await work('sales')).toBe('later'); // its tries begin anew
  expect(await work('sales')).toBe('done');
  expect(sent().map(({ word }) => word)).toEqual(['second-2', 'first-1']);
  expect(await listStuck(database)).toEqual([]);
});

test('a message that was being sent when the clock was set back by hours is looked for after seconds', async () => {
  await using delivering = await startDelivering();
  const { database, owe, work, sent } = delivering;
  await owe('sales', 'first-1');
  await database.sql.query(
    `UPDATE "Posting" SET state = 'sending', "sendingAt" = now() + interval '3 hours'`,
  );
  const { waits, bell } = passing(database);
  expect(await work('sales', bell)).toBe('done');
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeLessThanOrEqual(15_000);
  expect(waits[0]).toBeGreaterThan(10_000); // who sends it may still be at it
  expect(sent().map(({ word }) => word)).toEqual(['first-1']);
});

test('a message at which Slack may still be is not looked for at once, though an earlier try of it had ended', async () => {
  await using delivering = await startDelivering({ patienceMs: 200 });
  const { slack, database, owe, work, sent } = delivering;
  await owe('sales', 'first-1');
  slack.workspace.faults.next('chat.postMessage', { kind: 'server_error' });
  expect(await work('sales')).toBe('later');
  slack.workspace.faults.set({ methods: { 'chat.postMessage': { latencyMs: 1_000 } } });
  expect(await work('sales')).toBe('later');
  slack.workspace.faults.set({});
  const passes = passing(database, () => expect.poll(sent, { timeout: 10_000 }).toHaveLength(1));
  expect(await work('sales', passes.bell)).toBe('done');
  expect(passes.waits).toHaveLength(1);
  expect(sent().map(({ word }) => word)).toEqual(['first-1']);
});
