/** `npm run baton -- <command>`: what an admin or marketer asks at the terminal. */
import { Command } from 'commander';
import { readEnvironment } from '../config.ts';
import { describePlaybook } from '../playbook/describe/describe.ts';
import { lookUpLead } from '../reports/look-up-lead.ts';
import { listStuck, retryDelivery } from '../reports/stuck-deliveries.ts';
import { explainAssessment } from '../scoring/explain.ts';
import { backtest, type BacktestOptions } from './backtest.ts';
import { checkSlack } from './check-slack.ts';
import { rollBack, sayModel } from './model.ts';
import { move } from './move.ts';
import { Refused } from './refused.ts';
import { sayWaiting } from './waiting.ts';
import { readConfig, readPlaybook, withDatabase } from './with-database.ts';

const program = new Command('baton').description('Hands leads from marketing to sales in Slack');

program
  .command('playbook')
  .description('work with the playbook')
  .command('check [file]')
  .description('print what is wrong with a playbook, or what it says in plain words')
  .action((file?: string) => {
    const chosen = file ?? (readEnvironment(process.cwd())['PLAYBOOK'] || 'playbook.yaml');
    console.log(describePlaybook(readPlaybook(chosen).playbook));
  });

program
  .command('explain <lead>')
  .description("print the whole reckoning of a lead's readiness; the lead by email, name or company")
  .action((query: string) =>
    withDatabase(async (deps) => {
      const found = await lookUpLead(deps, { query }, new Date());
      if (found.kind === 'none')
        throw new Refused(`No lead matches ${query}. Give an email, a name or a company, or a part of one.`);
      if (found.kind === 'several') {
        const matches = found.matches.map(({ key, name, company }) => `  ${key}  ${name}, ${company}`);
        throw new Refused([`Several leads match ${query}; give the whole email:`, ...matches].join('\n'));
      }
      console.log(explainAssessment(found.lead.assessment, { name: found.lead.brief.leadName }));
      console.log(`\nNow: ${found.lead.stateSays}`);
    }),
  );

program
  .command('waiting')
  .description('list the leads that are held back, and why')
  .action(() => withDatabase(async (deps) => console.log(await sayWaiting(deps, new Date()))));

program
  .command('backtest')
  .description('replay the past with the playbook in force, and with another beside it')
  .option('--playbook <file>', 'a playbook to compare with the one in force')
  .option('--since <span>', 'how far to go back', '90d')
  .action((options: BacktestOptions) =>
    withDatabase(async (deps) => console.log(await backtest(deps, options, new Date()))),
  );

program
  .command('model')
  .description('print what verdicts have taught: every term, its belief, its value now, and how sure that is')
  .action(() => withDatabase(async (deps) => console.log(await sayModel(deps, new Date()))))
  .command('rollback <version>')
  .description('go back to what the verdicts of an older version taught')
  .action((version: string) =>
    withDatabase(async (deps) => console.log(await rollBack(deps, version, new Date()))),
  );

const deliveries = program
  .command('deliveries')
  .description('list the messages that are stuck, why, and since when')
  .action(() =>
    withDatabase(async ({ database }) => {
      const stuck = await listStuck(database);
      if (stuck.length === 0) console.log('Nothing is stuck: Slack shows, or is being shown, all there is.');
      for (const { id, channel, what, state, why, since } of stuck)
        console.log(
          `${id ?? '(by itself)'}  ${state} since ${since.toISOString()}  ${channel}: ${what}\n    ${why}`,
        );
    }),
  );

deliveries
  .command('retry <id>')
  .description('try a message again; one that is unclear is posted anew')
  .action((id: string) =>
    withDatabase(async ({ database }) => {
      if (!(await retryDelivery(database, id)))
        throw new Refused(
          `No message has the id ${id}. \`npm run baton -- deliveries\` lists those that are stuck.`,
        );
      console.log('It is tried again as soon as Baton runs.');
    }),
  );

program
  .command('move')
  .description('copy the embedded database to an empty PostgreSQL, all of it or nothing')
  .requiredOption('--to <address>', 'such as postgresql://user:password@host/baton')
  .action(async ({ to }: { to: string }) => console.log(await move(to, (line) => console.error(line))));

program
  .command('slack')
  .description('work with Slack')
  .command('check')
  .description('check tokens, scopes and channels')
  .action(async () => {
    const { slack, playbook } = readConfig();
    if (slack.mode === 'local')
      throw new Refused(
        'No Slack tokens are set, so Baton would run on a Slack of its own. The README says how to connect yours.',
      );
    const { lines, ok } = await checkSlack(slack, readPlaybook(playbook).playbook);
    console.log(lines.join('\n'));
    process.exitCode = ok ? 0 : 1;
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Refused ? error.message : error);
  process.exitCode = 1;
});
