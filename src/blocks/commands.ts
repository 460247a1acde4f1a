import { COMMANDS } from './ids.ts';

/** The slash commands as manifest.yml declares them. */
export const COMMAND_OPTIONS = [
  {
    command: COMMANDS.lead,
    description: "Look a lead's brief up",
    usage_hint: '[why] [email, name or company]',
  },
  {
    command: COMMANDS.handover,
    description: "Today's handovers; try a change of the playbook; whether all is well",
    usage_hint: '[try | health]',
  },
];
