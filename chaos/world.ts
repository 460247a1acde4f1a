import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseChoice } from '../src/database/open-database.ts';
import { defaultPeople } from '../src/sandbox/workspace/defaults.ts';
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
}

export interface WorldOptions {
  /** Without a PostgreSQL it is the embedded database. */
  cluster?: Cluster | null;
  instances?: number;
  reps?: number;
  env?: Record<string, string>;
}

export async function startWorld({
  cluster,
  instances = 1,
  reps = 8,
  env = {},
}: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
  const playbook = await writeOpenPlaybook(folder);
  const people = Array.from({ length: reps }, (_, index) => ({ name: `rep${index}` }));
  const slack = await startSlack({ people: [...defaultPeople, ...people], seed: 7, deadlineMs: 60_000 });
  const choice = await newDatabase(folder, cluster?.host);
  const all: Record<string, string> = {
    ...slack.env,
    ...(choice.kind === 'postgres' ? { DATABASE_URL: choice.url } : { DATA_DIR: join(folder, 'data') }),
    PLAYBOOK: playbook,
    SCORING_SCHEDULE: '* * * * * *',
    LOG_LEVEL: 'warn',
    ...env,
  };
  const running: (BatonProcess | null)[] = Array.from({ length: instances }, () => null);
  const world: World = {
    slack,
    choice,
    playbook,
    instances: running,
    living: () => running.filter((one) => one !== null),
    async start(index) {
      running[index] = await startBatonProcess(all);
    },
    async kill(index) {
      const doomed = running[index];
      running[index] = null;
      await doomed?.kill();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(world.living().map((one) => one.kill()));
      await slack.workspace.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await Promise.all(running.map((_, index) => world.start(index)));
  return world;
}

async function newDatabase(folder: string, host: string | undefined): Promise<DatabaseChoice> {
  if (!host) return { kind: 'embedded', dir: join(folder, 'data') };
  const name = `chaos_${randomUUID()}`;
  await createDatabase(host, name, 'template1');
  return { kind: 'postgres', url: databaseUrl(host, name) };
}
