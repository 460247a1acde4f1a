/**
 * The composition root: configuration -> database -> Slack app -> jobs. It alone imports everything; nothing
 * happens before `startBaton`.
 */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Digest } from './blocks/digest.ts';
import { type Config, parseConfig, readEnvironment, type Role } from './config.ts';
import { fixedClock, startDatabaseClock } from './database/database-clock.ts';
import { createInboxes } from './database/inbox.ts';
import { answers, type Database } from './database/open-database.ts';
import { vacuumEmbedded } from './database/vacuum-embedded.ts';
import { createChannels } from './delivery/channels.ts';
import { createDelivery } from './delivery/create-delivery.ts';
import { NO_DELIVERY } from './delivery/no-delivery.ts';
import { createHandles } from './delivery/handles.ts';
import { obeyRetryAfter } from './delivery/obey-retry-after.ts';
import { uploadChart } from './delivery/upload-chart.ts';
import type { HandoverDeps } from './handover/deps.ts';
import type { SelectionDeps } from './handover/full-channels.ts';
import { createPromiseKeeper } from './handover/keep-promises.ts';
import { fitModelAnew } from './handover/learned-model.ts';
import { markLeadsOfOtherPlaybooks, settlePlaybook } from './handover/playbook-in-force.ts';
import { createHttpServer } from './http/server.ts';
import { keepRetention } from './ingest/keep-retention.ts';
import { createIntake } from './ingest/take-in.ts';
import { createScoring } from './jobs/create-scoring.ts';
import { createRunCoordinator } from './jobs/run-coordinator.ts';
import { type Job, startSchedule } from './jobs/schedule.ts';
import { createSlackApp, type SlackConnection } from './listeners/create-slack-app.ts';
import { tellDigest } from './reports/digest/tell-digest.ts';
import type { ListenerDeps } from './listeners/deps.ts';
import { registerListeners, workOnActs } from './listeners/register.ts';
import { leaveOnSignal } from './leave-on-signal.ts';
import { createLog } from './log.ts';
import { openChosen } from './open-chosen.ts';
import { createMetrics, type Metrics } from './watching/metrics.ts';
import { startHeartbeat } from './watching/heartbeat.ts';
import { readBacklog } from './watching/read-backlog.ts';
import { readHealth } from './watching/read-health.ts';
import { watchSlackCalls } from './watching/slack-fetch.ts';
import { watchBacklog } from './watching/watch-backlog.ts';
import { createWatch } from './watching/watch.ts';
import { formatProblems, loadPlaybook } from './playbook/load.ts';
import { CannotStart, fail } from './start-failure.ts';

export interface Baton {
  /** Where activities are posted. */
  url: string;
  database: Database;
  /** Resolves when what was due at the start is done. */
  begun: Promise<void>;
  /** Scores and hands over what is due, and wakes what has slept enough: what the schedule does. */
  tick(): Promise<void>;
  /** Resolves when every message that is owed and can be sent has been sent. */
  delivered(): Promise<void>;
  /** Stops taking, finishes what there is, and closes. For `noticeMs` it only says, at `/readyz`, that it leaves. */
  stop(options?: { noticeMs?: number }): Promise<void>;
}

export interface StartOptions {
  slack: SlackConnection;
  log: Logger;
  /** The clock, in place of the database's; tests set it. */
  now?: () => Date;
  /** For second looks; tests leave nothing to chance. */
  random?: () => number;
  metrics?: Metrics;
  /** Between new messages in one channel; tests do not wait. */
  postEveryMs?: number;
  /** Hears of each step of the start, a line each. */
  progress?: (says: string) => void;
}

/** Starts Baton on a Slack and gives back what stops it. Throws CannotStart with a readable message. */
export async function startBaton(
  config: Config,
  {
    slack: connection,
    log,
    now: told,
    random = Math.random,
    postEveryMs = 1_000,
    metrics = createMetrics(),
    progress = () => {},
  }: StartOptions,
): Promise<Baton> {
  const loaded = loadPlaybook(config.playbook);
  if (!loaded.ok) throw new CannotStart(formatProblems(loaded.problems));
  const database = await openChosen(config.database, progress);
  const clock = told ? fixedClock(told) : await startDatabaseClock(database);
  const { now } = clock;
  const file = { ...loaded, changedAt: statSync(config.playbook).mtime };
  const playbook = await settlePlaybook(database, file, now()).catch(async (error: unknown) => {
    await database.close();
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  });

  const does = (role: Role) => config.roles.has(role);
  let leaving = false;
  const watch = createWatch(log, metrics);
  watchBacklog(metrics.registry, () => readBacklog(database, now()));
  const callSlack = obeyRetryAfter(watchSlackCalls(metrics));
  const slack = createSlackApp(connection, { log, fetch: callSlack, listens: does('slack') });
  const channels = createChannels(slack.client, () => now().getTime());
  const handles = createHandles(slack.client, () => now().getTime(), log);
  const delivery = does('worker')
    ? createDelivery({
        database,
        playbook,
        slack: slack.client,
        channels,
        handles,
        now,
        log,
        postEveryMs,
        ...watch,
      })
    : NO_DELIVERY;
  const deps: HandoverDeps = {
    database,
    playbook,
    log,
    deliver: () => delivery.wake(),
    changed: watch.changed,
  };
  const heartbeat = await startHeartbeat(database, { roles: config.roles, log });
  const inboxes = createInboxes(database, log);
  const listenerDeps: ListenerDeps = {
    ...deps,
    slack: slack.client,
    fetch: callSlack,
    ...inboxes,
    channels,
    now,
    health: () => readHealth(database, { slack: slack.state(), deliveries: delivery.state(), now: now() }),
  };
  registerListeners(slack.app, listenerDeps);
  if (does('slack') || does('worker')) await workOnActs(listenerDeps);

  const selection: SelectionDeps = {
    ...deps,
    random,
    repsOf: (channel) =>
      channels.repsOf(channel).catch((err: unknown) => {
        log.warn({ err, channel }, 'Slack does not tell who is in a channel; nothing is held back for it');
        return null;
      }),
  };
  const keepPromises = createPromiseKeeper(deps);
  const digestDeps = {
    ...deps,
    uploadChart: (digest: Digest) => uploadChart({ slack: slack.client, log }, digest),
  };
  const scoring = createScoring(selection, { clock, watch });
  const jobs: Job[] = [
    {
      name: 'promises',
      cron: '* * * * * *',
      atStart: true,
      run: async () => keepPromises(await clock.read()),
    },
    {
      name: 'digest',
      cron: '*/30 * * * * *',
      atStart: true,
      run: async () => tellDigest(digestDeps, await clock.read()),
    },
    { name: 'score', cron: config.scoringSchedule, atStart: true, run: () => scoring.scoreDue() },
    {
      name: 'retain',
      cron: '0 17 3 * * *',
      atStart: true,
      run: async () => keepRetention(deps, await clock.read()),
    },
    { name: 'vacuum', cron: '40 * * * * *', run: () => vacuumEmbedded(database) },
  ];
  const schedule = startSchedule(does('worker') ? jobs : [], createRunCoordinator(database, log), log);
  const takeIn = createIntake({ database, playbook, log, now });
  const server = await createHttpServer({
    port: config.port,
    secret: config.ingestSecret,
    log,
    now,
    slackListener: slack.requestListener,
    takesActivities: does('web'),
    async ingest(activities, givenUp) {
      const stored = await takeIn(activities, givenUp);
      if (does('worker')) scoring.scoreHandRaised(stored.handRaised);
      return stored;
    },
    tookIn: watch.tookIn,
    metrics: {
      token: config.metricsToken,
      contentType: metrics.registry.contentType,
      read: () => metrics.registry.metrics(),
    },
    ready: async () => ({
      database: await answers(database),
      slack: slack.state(),
      deliveries: delivery.state(),
      ...(leaving && { instance: 'is leaving' }),
    }),
  });
  async function stop({ noticeMs = 0 } = {}): Promise<void> {
    leaving = true;
    if (noticeMs > 0) await sleep(noticeMs);
    await Promise.all([server.close(), slack.stop(), schedule.stop()]);
    await Promise.all(Object.values(inboxes).map((inbox) => inbox.stop()));
    await scoring.idle();
    await delivery.stop();
    clock.stop();
    await heartbeat.stop();
    await database.close();
  }
  if (does('worker')) {
    await markLeadsOfOtherPlaybooks(deps, now());
    await fitModelAnew(deps, now());
  }
  database.inService();
  progress('Connecting to Slack ...');
  await slack.start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  delivery.wake();

  return {
    url: server.url,
    database,
    begun: schedule.runAtStart(),
    async tick() {
      for (const name of ['promises', 'digest', 'score']) await schedule.runNow(name);
    },
    delivered: () => delivery.idle(),
    stop,
  };
}

/** So that who shares requests out among instances has asked once more before this one closes. */
const NOTICE_MS = 1_000;

async function main(): Promise<void> {
  const parsed = parseConfig(readEnvironment(process.cwd()));
  if (!parsed.ok) throw new CannotStart(parsed.message);
  const { config } = parsed;
  const log = createLog(config.logLevel);
  let stop: () => Promise<void>;
  if (config.slack.mode === 'local') {
    const { startTryOut } = await import('./try-out.ts');
    stop = await startTryOut(config, { log, say });
  } else {
    const baton = await startBaton(config, {
      slack: config.slack,
      log,
      metrics: createMetrics({ ofProcess: true }),
      progress: say,
    });
    stop = () => baton.stop({ noticeMs: NOTICE_MS });
    say(`Baton runs. Activities go to ${baton.url}/v1/activities`);
  }
  leaveOnSignal(stop, log);
}

if (import.meta.main) {
  process.on('uncaughtException', fail);
  main().catch(fail);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
