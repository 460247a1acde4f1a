import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
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

/** Where a command says what it found, and what is wrong: a line, or several. */
export interface Terminal {
  say: (lines: string) => void;
  complain: (lines: string) => void;
}

/** Runs `npm run baton -- <args>`; gives back the exit code: 1 for what was refused, failed, or is found not to be right. */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
  const inLines = (write: (lines: string) => void) => (text: string) => write(text.replace(/\n$/, ''));
  const program = new Command('baton')
    .description('Hands leads from marketing to sales in Slack')
    .exitOverride()
    .configureOutput({ writeOut: inLines(terminal.say), writeErr: inLines(terminal.complain) });
  for (const add of [addPlaybook, addLeads, addModel, addDeliveries, addMove, addSlack])
    add(program, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode; // it has said what it has to say
    terminal.complain(error instanceof Refused ? error.message : inspect(error));
    return 1;
  }
}

function addPlaybook(program: Command, { say }: Terminal): void {
  program
    .command('playbook')
    .description('work with the playbook')
    .command('check [file]')
    .description('print what is wrong with a playbook, or what it says in plain words')
    .action((file?: string) => {
      const chosen = file ?? (readEnvironment(process.cwd())['PLAYBOOK'] || 'playbook.yaml');
      say(describePlaybook(readPlaybook(chosen).playbook));
    });
}

function addLeads(program: Command, { say }: Terminal): void {
  program
    .command('explain <lead>')
    .description("print the whole reckoning of a lead's readiness; the lead by email, name or company")
    .action((query: string) =>
      withDatabase(async (deps) => {
        const found = await lookUpLead(deps, { query }, new Date());
        if (found.kind === 'none')
          throw new Refused(
            `No lead matches ${query}. Give an email, a name or a company, or a part of one.`,
          );
        if (found.kind === 'several') {
          const matches = found.matches.map(({ key, name, company }) => `  ${key}  ${name}, ${company}`);
          throw new Refused([`Several leads match ${query}; give the whole email:`, ...matches].join('\n'));
        }
        say(explainAssessment(found.lead.assessment, { name: found.lead.brief.leadName }));
        say(`\nNow: ${found.lead.stateSays}`);
      }),
    );

  program
    .command('waiting')
    .description('list the leads that are held back, and why')
    .action(() => withDatabase(async (deps) => say(await sayWaiting(deps, new Date()))));
}

function addModel(program: Command, { say }: Terminal): void {
  program
    .command('model')
    .description(
      'print what verdicts have taught: every term, its belief, its value now, and how sure that is',
    )
    .action(() => withDatabase(async (deps) => say(await sayModel(deps, new Date()))))
    .command('rollback <version>')
    .description('go back to what the verdicts of an older version taught')
    .action((version: string) =>
      withDatabase(async (deps) => say(await rollBack(deps, version, new Date()))),
    );

  program
    .command('backtest')
    .description('replay the past with the playbook in force, and with another beside it')
    .option('--playbook <file>', 'a playbook to compare with the one in force')
    .option('--since <span>', 'how far to go back', '90d')
    .action((options: BacktestOptions) =>
      withDatabase(async (deps) => say(await backtest(deps, options, new Date()))),
    );
}

function addDeliveries(program: Command, { say }: Terminal): void {
  const deliveries = program
    .command('deliveries')
    .description('list the messages that are stuck, why, and since when')
    .action(() =>
      withDatabase(async ({ database }) => {
        const stuck = await listStuck(database);
        if (stuck.length === 0) say('Nothing is stuck: Slack shows, or is being shown, all there is.');
        for (const { id, channel, what, state, why, since } of stuck)
          say(
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
        say('It is tried again as soon as Baton runs.');
      }),
    );
}

function addMove(program: Command, { say, complain }: Terminal): void {
  program
    .command('move')
    .description('copy the embedded database to an empty PostgreSQL, all of it or nothing')
    .requiredOption('--to <address>', 'such as postgresql://user:password@host/baton')
    .action(async ({ to }: { to: string }) => say(await move(to, complain)));
}

function addSlack(program: Command, { say }: Terminal): void {
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
      say(lines.join('\n'));
      if (!ok) throw new CommanderError(1, 'baton.notOk', '');
    });
}
