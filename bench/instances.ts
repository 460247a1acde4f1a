import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../src/database/open-database.ts';
import { type BatonProcess, startBatonProcess } from '../test/processes/start-baton.ts';
import { BATCH, batch } from './batch.ts';
import { owe, placeCards } from './cards.ts';
import type { Row } from './measure.ts';
import { openPostgres } from './postgres.ts';
import { familyOf, parentOf, processorMs } from './processor-time.ts';

const INSTANCES = 3;
const ROUNDS = 5;
const WARM_UP = 2; // rounds for each instance: a just-in-time compiler is at work in each
const CLIENTS = 12;
const BATCHES = 5; // that each client sends, one after the other
const CHANNELS = 96; // as many as three instances work on at once
const CARDS = 1_920;

/** How fast a piece of work went, how many cores each side had for it, and how many transactions waited for another. */
interface Run {
  perSecond: number;
  waiting: number;
  cores: { instances: number; postgres: number; load: number };
}

/**
 * Three instances against one, as processes of their own on one PostgreSQL: activities by HTTP, and cards to be drawn
 * again on a Slack that answers at once. Who sends and who answers as Slack share the machine with them.
 */
export async function benchInstances(): Promise<Row[]> {
  const postgres = await openPostgres();
  if (!postgres.ok) {
    console.error(`Three instances against one is left out: ${postgres.why}`);
    return [];
  }
  const { database, url } = postgres;
  const slack = await startInstantSlack();
  const cards = await placeCards(database, CARDS, CHANNELS);
  const env = { DATABASE_URL: url, SLACK_API_URL: slack.url, ...ENV };
  const measure = async (count: number) => {
    const instances = await Promise.all(Array.from({ length: count }, () => startBatonProcess(env)));
    const runs = { taken: [] as Run[], delivered: [] as Run[] };
    for (let round = 0; round < WARM_UP * count + ROUNDS; round += 1) {
      runs.taken.push(await takeIn(database, instances));
      runs.delivered.push(await deliver(database, instances, cards));
    }
    await Promise.all(instances.map((one) => one.kill()));
    return { taken: median(runs.taken.slice(-ROUNDS)), delivered: median(runs.delivered.slice(-ROUNDS)) };
  };
  const one = await measure(1);
  const three = await measure(INSTANCES);
  slack.stop();
  await postgres.stop();
  return [
    compare('activities by HTTP in batches of 500, three instances against one', three.taken, one.taken),
    compare('deliveries, three instances against one', three.delivered, one.delivered),
  ];
}

const ENV = {
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: 'not-a-secret',
  BATON_ROLES: 'web,worker',
  SCORING_SCHEDULE: '0 0 0 1 1 *', // never: only what is measured goes on
  LOG_LEVEL: 'fatal',
};

async function takeIn(database: Database, instances: BatonProcess[]): Promise<Run> {
  const now = new Date();
  const run = crypto.randomUUID();
  const bodies = Array.from({ length: CLIENTS * BATCHES }, (_, index) =>
    JSON.stringify(batch(`${run}-${index}`, now)),
  );
  return busy(database, instances, CLIENTS * BATCHES * BATCH, async () => {
    const waiting = bodies.values();
    const client = async (_: unknown, index: number) => {
      const { url } = instances[index % instances.length] ?? { url: '' };
      for (const body of waiting) {
        const answer = await fetch(`${url}/v1/activities`, { method: 'POST', body });
        if (answer.status !== 202) throw new Error(`A batch was answered with ${answer.status}.`);
        await answer.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  });
}

async function deliver(database: Database, instances: BatonProcess[], cards: string[]): Promise<Run> {
  await owe(database, cards);
  return busy(database, instances, cards.length, async () => {
    while ((await database.prisma.posting.count({ where: { owed: true } })) > 0) await sleep(10);
  });
}

async function busy(
  { sql }: Database,
  instances: BatonProcess[],
  count: number,
  work: () => Promise<void>,
): Promise<Run> {
  const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = parentOf(rows[0]?.pid ?? 0);
  const used = () => ({
    instances: processorMs(instances.map(({ child }) => child.pid ?? 0)),
    postgres: processorMs(familyOf(server)),
    load: processorMs([process.pid]),
  });
  const waiting: number[] = [];
  let done = false;
  const watch = async () => {
    for (; !done; await sleep(20)) {
      const { rowCount } = await sql.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
      waiting.push(rowCount ?? 0);
    }
  };
  const [before, started, watching] = [used(), performance.now(), watch()];
  await work();
  const [after, ms] = [used(), performance.now() - started];
  done = true;
  await watching;
  return {
    perSecond: (count * 1000) / ms,
    waiting: waiting.reduce((sum, some) => sum + some, 0) / waiting.length,
    cores: {
      instances: (after.instances - before.instances) / ms,
      postgres: (after.postgres - before.postgres) / ms,
      load: (after.load - before.load) / ms,
    },
  };
}

function compare(what: string, three: Run, one: Run): Row {
  return {
    what,
    measured: says(three),
    against: says(one),
    ratio: three.perSecond / one.perSecond,
    wanted: 'no figure',
  };
}

function says({ perSecond, waiting, cores: { instances, postgres, load } }: Run): string {
  const cores = `cores: Baton ${instances.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}, load ${load.toFixed(2)}`;
  return `${perSecond.toFixed(0)} a second (${cores}; ${waiting.toFixed(1)} wait for a lock)`;
}

function median(runs: Run[]): Run {
  const middle = runs.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

async function startInstantSlack() {
  const answer = JSON.stringify({
    ok: true,
    url: 'https://bench.slack.example/',
    team: 'Bench',
    user: 'baton',
    team_id: 'T0000001',
    user_id: 'U0000001',
    bot_id: 'B0000001',
    channel: 'C0000001',
    ts: '1772442000.000100',
    channels: [],
    members: [],
  });
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'application/json').end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/api/`, stop: () => void server.close() };
}
