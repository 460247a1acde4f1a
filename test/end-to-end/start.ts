import { type Logger, pino } from 'pino';
import { type Config, type Role, ROLES } from '../../src/config.ts';
import type { DatabaseChoice } from '../../src/database/open-database.ts';
import type { SlackConnection } from '../../src/listeners/create-slack-app.ts';
import { type Baton, startBaton } from '../../src/main.ts';
import type { Metrics } from '../../src/watching/metrics.ts';
import { newDatabase } from '../database/test-database.ts';
import type { SlackUnderTest } from '../workspace/start-slack.ts';

/** Monday morning; the clock stands there until the test moves it. */
export const MONDAY = new Date('2026-03-02T09:00:00Z');

export interface BatonUnderTest extends AsyncDisposable, Baton {
  clock: { now: Date };
  /** Posts activities as a client would and gives back the answer. */
  post(...activities: object[]): Promise<{ status: number; body: unknown }>;
}

const NEVER = '0 0 0 1 1 *'; // the tests tick by themselves

/** Starts Baton on the workspace, with a new database unless it is given one. */
export async function startBatonOn(
  slack: SlackUnderTest,
  options: {
    database?: DatabaseChoice;
    playbook?: string;
    port?: number;
    http?: boolean;
    metricsToken?: string;
    now?: Date;
    log?: Logger;
    /** Draws second looks; without it none is ever drawn. */
    random?: () => number;
    roles?: ReadonlySet<Role>;
    metrics?: Metrics;
  } = {},
): Promise<BatonUnderTest> {
  const clock = { now: options.now ?? MONDAY };
  const config: Config = {
    port: options.port ?? 0,
    slack: { mode: 'local', port: 0 },
    database: options.database ?? (await newDatabase()),
    playbook: options.playbook ?? 'playbook.yaml',
    roles: options.roles ?? new Set(ROLES),
    ingestSecret: null,
    metricsToken: options.metricsToken ?? null,
    scoringSchedule: NEVER,
    logLevel: 'warn',
  };
  const { botToken, appToken, signingSecret, apiUrl } = slack.workspace;
  const connection: SlackConnection = options.http
    ? { mode: 'http', botToken, signingSecret, apiUrl }
    : { mode: 'socket', botToken, appToken, apiUrl };
  const log = options.log ?? pino({ level: process.env['BATON_TEST_LOG'] ?? 'silent' });
  const baton = await startBaton(config, {
    slack: connection,
    log,
    now: () => clock.now,
    random: options.random ?? (() => 0.999),
    postEveryMs: 0,
    ...(options.metrics && { metrics: options.metrics }),
  });
  await baton.begun; // at a clock that stands, it would take what comes meanwhile for what it has seen
  return {
    ...baton,
    clock,
    async post(...activities) {
      const response = await fetch(`${baton.url}/v1/activities`, {
        method: 'POST',
        body: JSON.stringify(activities),
      });
      return { status: response.status, body: await response.json() };
    },
    [Symbol.asyncDispose]: () => baton.stop(),
  };
}
