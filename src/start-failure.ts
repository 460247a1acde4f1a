import { z } from 'zod';
import { DatabaseEnded } from './database/embedded.ts';
import { FolderUnusable } from './database/lock-folder.ts';
import { TokenRefused } from './listeners/create-slack-app.ts';

/** A start that can't go on, with a message for whoever started it. */
export class CannotStart extends Error {}

const Listening = z.object({ syscall: z.literal('listen'), code: z.string(), port: z.int() });

/** What ended the process, in words for who runs it where we have them, else with the stack. */
export function sayFailure(error: unknown): string {
  const listening = Listening.safeParse(error);
  if (listening.success) return sayNotListening(listening.data);
  if (!(error instanceof Error)) return String(error);
  const isReadable = [CannotStart, FolderUnusable, DatabaseEnded, TokenRefused].some(
    (kind) => error instanceof kind,
  );
  return isReadable ? error.message : (error.stack ?? error.message);
}

function sayNotListening({ code, port }: z.infer<typeof Listening>): string {
  const why = code === 'EADDRINUSE' ? 'another program has it' : `the system refuses it (${code})`;
  return `Baton can not listen on port ${port}: ${why}. Set PORT (activities) or SANDBOX_PORT (the page of its own Slack) to another.`;
}

/** Ends the process with it. */
export function fail(error: unknown): never {
  process.stderr.write(`${sayFailure(error)}\n`);
  process.exit(1);
}
