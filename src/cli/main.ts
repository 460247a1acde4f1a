/** `npm run baton -- <command>`: what an admin or marketer asks at the terminal. */
import { Command } from 'commander';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { parseConfig, readEnvironment } from '../config.ts';
import { FolderInUse } from '../database/lock-folder.ts';
import { openDatabase } from '../database/open-database.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { describePlaybook } from '../playbook/describe/describe.ts';
import { formatProblems, loadPlaybook } from '../playbook/load.ts';
import { lookUpLead } from '../reports/look-up-lead.ts';
import { readWaiting } from '../reports/today.ts';
import { explainAssessment } from '../scoring/explain.ts';
import { checkSlack } from './check-slack.ts';

class Refused extends Error {}

function readConfig() {
  const parsed = parseConfig(readEnvironment(process.cwd()));
  if (!parsed.ok) throw new Refused(parsed.message);
  return parsed.config;
}

function readPlaybook(file = readConfig().playbook) {
  const loaded = loadPlaybook(file);
  if (!loaded.ok) throw new Refused(formatProblems(loaded.problems));
  return loaded;
}

async function withDatabase(work: (deps: HandoverDeps) => Promise<void>): Promise<void> {
  const { playbook, hash } = readPlaybook();
  const database = await openDatabase(readConfig().database);
  try {
    await work({ database, playbook, playbookHash: hash, log: pino({ level: 'silent' }), deliver: () => {} });
  } finally {
    await database.close();
  }
}

const program = new Command('baton').description('Hands leads from marketing to sales in Slack');

program
  .command('playbook')
  .description('work with the playbook')
  .command('check [file]')
  .description('print what is wrong with a playbook, or what it says in plain words')
  .action((file?: string) => console.log(describePlaybook(readPlaybook(file).playbook)));

program
  .command('explain <email>')
  .description("print the whole reckoning of a lead's readiness")
  .action((email: string) =>
    withDatabase(async (deps) => {
      const found = await lookUpLead(deps, { query: email }, new Date());
      if (found.kind === 'none') throw new Refused(`No lead matches ${email}.`);
      if (found.kind === 'several') throw new Refused(`Several leads match ${email}; give the whole email.`);
      console.log(explainAssessment(found.lead.assessment, { name: found.lead.brief.leadName }));
      console.log(`\nNow: ${found.lead.stateSays}`);
    }),
  );

program
  .command('waiting')
  .description('list the leads that are held back, and why')
  .action(() =>
    withDatabase(async (deps) => {
      for (const { name, readiness, why } of await readWaiting(deps, 200)) {
        console.log(
          `${String(Math.round(readiness ?? 0)).padStart(3)}  ${name}: ${why.join('; ') || 'handed over before'}`,
        );
      }
    }),
  );

program
  .command('slack')
  .description('work with Slack')
  .command('check')
  .description('check tokens, scopes and channels')
  .action(async () => {
    const { slack } = readConfig();
    if (slack.mode === 'local')
      throw new Refused('No Slack tokens are set: Baton would run on a Slack of its own.');
    const client = new WebClient(slack.botToken, {
      ...(slack.apiUrl && { slackApiUrl: slack.apiUrl }),
      retryConfig: { retries: 0 },
    });
    const { lines, ok } = await checkSlack(client, readPlaybook().playbook);
    console.log(lines.join('\n'));
    process.exitCode = ok ? 0 : 1;
  });

program.parseAsync().catch((error: unknown) => {
  const readable = error instanceof Refused || error instanceof FolderInUse;
  console.error(readable ? error.message : error);
  process.exitCode = 1;
});
