/** `npm run baton -- <command>`: what an admin or marketer asks at the terminal. */
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), { say: console.log, complain: console.error });
