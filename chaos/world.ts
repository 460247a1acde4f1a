import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseChoice } from '../src/database/open-database.ts';
import { defaultPeople } from '../src/sandbox/workspace/defaults.ts';
import { type StallingProxy, startStallingProxy } from '../test/postgres/stalling-proxy.ts';
import { createDatabase, databaseUrl } from '../test/postgres/server.ts';
import type { Cluster } from '../test/postgres/start-cluster.ts';
import { type BatonProcess, startBatonProcess } from '../test/processes/start-baton.ts';
import { type SlackUnderTest, startSlack } from '../test/workspace/start-slack.ts';
import { writeOpenPlaybook } from './playbook.ts';

/** Instances of Baton as processes, a Slack that obeys us, and a database that outlives both. */
export interface World extends AsyncDisposable {
  slack: SlackUnderTest;
  choice: DatabaseChoice;
  playbook: string;
  instances: (BatonProcess | null)[]; // null while one is dead
  living(): BatonProcess[];
  start(index: number): Promise<void>;
  kill(index: number): Promise<void>;
  /** Between the instances and the database, and the instances and Slack. */
  proxies: StallingProxy[];
}

export interface WorldOptions {
  /** Without a PostgreSQL it is the embedded database. */
  cluster?: Cluster | null;
  instances?: number;
  reps?: number;
  /** Instances speak through proxies; needs a PostgreSQL. */
  proxied?: boolean;
  /** For how long a card stands unclaimed before Baton reminds of it, as in a playbook. */
  nudgeAfter?: string;
  /** What is said to one instance alone. */
  envOf?: (index: number) => Record<string, string>;
}

export async function startWorld({
  cluster,
  instances = 1,
  reps = 8,
  proxied = false,
  nudgeAfter,
  envOf = () => ({}),
}: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
  const playbook = await writeOpenPlaybook(folder, { ...(nudgeAfter && { nudgeAfter }) });
  const people = Array.from({ length: reps }, (_, index) => ({ name: `rep${index}` }));
  const slack = await startSlack({ people: [...defaultPeople, ...people], seed: 7, deadlineMs: 60_000 });
  const choice = await newDatabase(folder, cluster?.host);
  const proxies = proxied && cluster ? await startProxies(cluster, slack) : [];
  const all: Record<string, string> = {
    ...slack.env,
    ...(choice.kind === 'postgres' ? { DATABASE_URL: choice.url } : { DATA_DIR: join(folder, 'data') }),
    PLAYBOOK: playbook,
    SCORING_SCHEDULE: '* * * * * *',
    LOG_LEVEL: 'warn',
    ...(proxies.length > 0 && viaProxies(proxies, choice)),
  };
  const running: (BatonProcess | null)[] = Array.from({ length: instances }, () => null);
  const world: World = {
    slack,
    choice,
    playbook,
    instances: running,
    proxies,
    living: () => running.filter((one) => one !== null),
    async start(index) {
      running[index] = await startBatonProcess({ ...all, ...envOf(index) });
    },
    async kill(index) {
      const doomed = running[index];
      running[index] = null;
      await doomed?.kill();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(world.living().map((one) => one.kill()));
      for (const proxy of proxies) await proxy[Symbol.asyncDispose]();
      await slack.workspace.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const starts = await Promise.allSettled(running.map((_, index) => world.start(index)));
  const failed = starts.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return world;
  await world[Symbol.asyncDispose](); // the others would run on
  throw failed.reason;
}

/** The address that Slack gives for the socket leads through the proxy as well. */
async function startProxies(cluster: Cluster, { workspace }: SlackUnderTest): Promise<StallingProxy[]> {
  const slackPort = Number(new URL(workspace.url).port);
  return [
    await startStallingProxy({ path: join(cluster.host, '.s.PGSQL.5432') }),
    await startStallingProxy({ port: slackPort }, (answer, port) =>
      answer.replaceAll(`127.0.0.1:${slackPort}`, `127.0.0.1:${port}`),
    ),
  ];
}

function viaProxies([database, slack]: StallingProxy[], choice: DatabaseChoice): Record<string, string> {
  const name = choice.kind === 'postgres' ? new URL(choice.url).pathname : '';
  return {
    DATABASE_URL: `postgresql://postgres@127.0.0.1:${database?.port}${name}`,
    SLACK_API_URL: `http://127.0.0.1:${slack?.port}/api/`,
  };
}

async function newDatabase(folder: string, host: string | undefined): Promise<DatabaseChoice> {
  if (!host) return { kind: 'embedded', dir: join(folder, 'data') };
  const name = `chaos_${randomUUID()}`;
  await createDatabase(host, name, 'template1');
  return { kind: 'postgres', url: databaseUrl(host, name) };
}
