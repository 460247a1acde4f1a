/** Baton without a Slack: the local workspace on this machine, with sample leads played in as a client would. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { lockFolder } from './database/lock-folder.ts';
import { readLeadSummaries } from './reports/lead-summaries.ts';
import { type Baton, startBaton } from './main.ts';
import { createMetrics } from './watching/metrics.ts';
import { startWorkspace, type Workspace } from './sandbox/workspace.ts';
import { createLeadDesk } from './sandbox/sample/lead-desk.ts';
import { playSample } from './sandbox/sample/play.ts';
import { COMMAND_OPTIONS } from './blocks/commands.ts';

/** Starts the workspace, then Baton on it, then plays the sample; gives back what stops both. */
export async function startTryOut(
  config: Config,
  { log, say }: { log: Logger; say: (line: string) => void },
): Promise<() => Promise<void>> {
  let baton: Baton | null = null;
  const dir = config.database.kind === 'embedded' ? config.database.dir : null;
  const lock = dir === null ? null : lockFolder(dir); // before the workspace opens its own file there
  const workspace = await startWorkspace({
    port: config.slack.mode === 'local' ? config.slack.port : 0,
    ...(dir && { file: join(dir, 'workspace.sqlite') }),
    commands: COMMAND_OPTIONS,
    leadDesk: createLeadDesk({
      ingestUrl: () => baton?.url ?? '',
      secret: config.ingestSecret,
      readLeads: async () => (baton ? readLeadSummaries(baton.database.prisma) : []),
    }),
  });
  const { botToken, appToken, apiUrl } = workspace;
  baton = await startBaton(onFolderThatIsHeld(config), {
    slack: { mode: 'socket', botToken, appToken, apiUrl },
    log,
    metrics: createMetrics({ ofProcess: true }),
    progress: say,
  });
  say(`\nBaton runs, on a Slack of its own. Open it: ${workspace.url}\n`);
  say('Playing the sample leads in ...');
  sayFirstCard(workspace, say);
  await playSample({ url: baton.url, secret: config.ingestSecret, now: Date.now() });
  await baton.tick();
  await baton.delivered();
  const cards = await baton.database.prisma.posting.count({ where: { kind: 'card', state: 'posted' } });
  say(`The sample leads are in: ${cards} cards stand in the sales channels. Ctrl-C stops.`);
  const running = baton;
  return async () => {
    await running.stop();
    await workspace.stop();
    lock?.release();
  };
}

function onFolderThatIsHeld(config: Config): Config {
  const { database } = config;
  return database.kind === 'embedded' ? { ...config, database: { ...database, locked: true } } : config;
}

/** Says when the first card came, counted from when the process began. A restart, which has its cards, posts none. */
function sayFirstCard(workspace: Workspace, say: (line: string) => void): void {
  const end = workspace.onChange((change) => {
    if (change.type !== 'message' || change.message.user !== workspace.app.userId) return;
    end();
    const channel = workspace.channel(change.message.channel)?.name ?? '';
    say(`The first card stands in #${channel}, ${(performance.now() / 1000).toFixed(1)} s after the start.`);
  });
}
