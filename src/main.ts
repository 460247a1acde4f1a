/**
 * The composition root: configuration -> database -> Slack app -> jobs. It alone imports everything; nothing
 * happens before `startBaton`.
 */
import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import { type Config, parseConfig, readEnvironment } from './config.ts';
import { fixedClock, startDatabaseClock } from './database/database-clock.ts';
import { FolderInUse } from './database/lock-folder.ts';
import { type Database, openDatabase } from './database/open-database.ts';
import { vacuumEmbedded } from './database/vacuum-embedded.ts';
import { createChannels } from './delivery/channels.ts';
import { createDelivery } from './delivery/create-delivery.ts';
import type { HandoverDeps } from './handover/deps.ts';
import type { SelectionDeps } from './handover/full-channels.ts';
import { fitModelAnew } from './handover/learned-model.ts';
import { mergeHandovers } from './handover/merge-handovers.ts';
import { markLeadsOfOtherPlaybooks, settlePlaybook } from './handover/playbook-in-force.ts';
import { scoreDueLeads, scoreLeads } from './handover/score-leads.ts';
import { wakeDueHandovers } from './handover/snooze.ts';
import { createHttpServer } from './http/server.ts';
import { createIntake } from './ingest/take-in.ts';
import { createRunCoordinator } from './jobs/run-coordinator.ts';
import { startSchedule } from './jobs/schedule.ts';
import { createSlackApp, type SlackConnection } from './listeners/create-slack-app.ts';
import { registerListeners } from './listeners/register.ts';
import { createLog } from './log.ts';
import { createMetrics, type Metrics } from './watching/metrics.ts';
import { readBacklog } from './watching/read-backlog.ts';
import { watchSlackCalls } from './watching/slack-fetch.ts';
import { watchBacklog } from './watching/watch-backlog.ts';
import { createWatch } from './watching/watch.ts';
import { formatProblems, loadPlaybook } from './playbook/load.ts';

export interface Baton {
  /** Where activities are posted. */
  url: string;
  database: Database;
  /** Scores and hands over what is due, and wakes what has slept enough: what the schedule does. */
  tick(): Promise<void>;
  /** Resolves when every message that is owed and can be sent has been sent. */
  delivered(): Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  slack: SlackConnection;
  log: Logger;
  /** The clock, in place of the database's; tests set it. */
  now?: () => Date;
  metrics?: Metrics;
}

/** A start that can't go on, with a message for whoever started it. */
export class CannotStart extends Error {}

/** Starts Baton on a Slack and gives back what stops it. Throws CannotStart with a readable message. */
export async function startBaton(
  config: Config,
  { slack: connection, log, now: told, metrics = createMetrics() }: StartOptions,
): Promise<Baton> {
  const loaded = loadPlaybook(config.playbook);
  if (!loaded.ok) throw new CannotStart(formatProblems(loaded.problems));
  const database = await openDatabase(config.database);
  const clock = told ? fixedClock(told) : await startDatabaseClock(database);
  const { now } = clock;
  const file = { ...loaded, changedAt: statSync(config.playbook).mtime };
  const playbook = await settlePlaybook(database, file, now()).catch(async (error: unknown) => {
    await database.close();
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  });

  const watch = createWatch(log, metrics);
  watchBacklog(metrics.registry, () => readBacklog(database, now()));
  const slack = createSlackApp(connection, { log, fetch: watchSlackCalls(metrics) });
  const channels = createChannels(slack.client, () => now().getTime());
  const delivery = createDelivery({ database, playbook, slack: slack.client, channels, now, log, ...watch });
  const deps: HandoverDeps = {
    database,
    playbook,
    log,
    deliver: () => delivery.wake(),
    changed: watch.changed,
  };
  registerListeners(slack.app, { ...deps, channels, now });

  const selection: SelectionDeps = {
    ...deps,
    repsOf: (channel) =>
      channels.repsOf(channel).catch((err: unknown) => {
        log.warn({ err, channel }, 'Slack does not tell who is in a channel; nothing is held back for it');
        return null;
      }),
  };
  const oneAtATime = createTurns();
  const schedule = startSchedule(
    [
      {
        name: 'score',
        cron: config.scoringSchedule,
        run: () =>
          oneAtATime(async () => {
            const at = await clock.read();
            await mergeHandovers(deps, at);
            await watch.scoring('tick', () => scoreDueLeads(selection, at));
          }),
      },
      { name: 'wake', cron: '*/5 * * * * *', run: async () => wakeDueHandovers(deps, await clock.read()) },
      { name: 'vacuum', cron: '40 * * * * *', run: () => vacuumEmbedded(database) },
    ],
    createRunCoordinator(database, log),
    log,
  );
  let slackState: true | string = 'not connected yet';
  const takeIn = createIntake({ database, playbook, log, now });
  const server = await createHttpServer({
    port: config.port,
    secret: config.ingestSecret,
    log,
    now,
    slackListener: slack.requestListener,
    async ingest(activities) {
      const stored = await takeIn(activities);
      // A hand-raise is scored at once; the answer to the client does not wait for it.
      if (stored.handRaised.length > 0) {
        void oneAtATime(() =>
          watch.scoring('hand_raise', () => scoreLeads(selection, stored.handRaised, now())),
        ).catch((err: unknown) =>
          log.error({ err }, 'a hand-raise could not be scored at once; the next tick will'),
        );
      }
      return stored;
    },
    tookIn: watch.tookIn,
    metrics: {
      token: config.metricsToken,
      contentType: metrics.registry.contentType,
      read: () => metrics.registry.metrics(),
    },
    ready: async () => ({
      database: await database.sql.query('SELECT 1').then(
        () => true as const,
        () => 'does not answer',
      ),
      slack:
        slackState === true
          ? await slack.client.auth.test().then(
              () => true as const,
              () => 'does not answer',
            )
          : slackState,
    }),
  });
  await markLeadsOfOtherPlaybooks(deps, now());
  await fitModelAnew(deps, now());
  await slack.start();
  slackState = true;
  delivery.wake();

  const tick = async () => {
    await schedule.runNow('wake');
    await schedule.runNow('score');
  };
  void tick();
  return {
    url: server.url,
    database,
    tick,
    delivered: () => delivery.idle(),
    async stop() {
      await server.close();
      await slack.stop();
      await schedule.stop();
      await oneAtATime(async () => {});
      await delivery.stop();
      clock.stop();
      await database.close();
    },
  };
}

/** Lets pieces of work run one after the other, in the order in which they came. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}

async function main(): Promise<void> {
  const parsed = parseConfig(readEnvironment(process.cwd()));
  if (!parsed.ok) throw new CannotStart(parsed.message);
  const { config } = parsed;
  const log = createLog(config.logLevel);
  const stops: (() => Promise<void>)[] = [];
  if (config.slack.mode === 'local') {
    const { startTryOut } = await import('./try-out.ts');
    stops.push(await startTryOut(config, log));
  } else {
    const baton = await startBaton(config, {
      slack: config.slack,
      log,
      metrics: createMetrics({ ofProcess: true }),
    });
    stops.push(() => baton.stop());
    process.stdout.write(`Baton runs. Activities go to ${baton.url}/v1/activities\n`);
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('Stopping ...\n');
    void Promise.all(stops.map((one) => one())).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const readable = error instanceof CannotStart || error instanceof FolderInUse;
    process.stderr.write(
      `${readable ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  });
}
