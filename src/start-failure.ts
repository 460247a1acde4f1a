import { inspect } from 'node:util';
import { z } from 'zod';
import { DatabaseEnded } from './database/embedded.ts';
import { FolderUnusable } from './database/lock-folder.ts';
import { TokenRefused } from './listeners/create-slack-app.ts';
import { scrub } from './scrub.ts';

/** A start that can't go on, with a message for whoever started it. */
export class CannotStart extends Error {}

const Listening = z.object({ syscall: z.literal('listen'), code: z.string(), port: z.int() });

/** The lock of the data folder and the local workspace are files of SQLite. */
const InFile = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errstr: z.string() });

/** How `pg` and its pool say that they waited too long for a connection; Prisma passes it on, and others as a cause. */
const NO_CONNECTION = /timeout exceeded when trying to connect|terminated due to connection timeout/;

/**
 * What ended the process, in words for who runs it where we have them; else what the log says of an error: kind, causes and
 * stack, without the messages, which may quote personal data.
 */
export function sayFailure(error: unknown): string {
  const listening = Listening.safeParse(error);
  if (listening.success) return sayNotListening(listening.data);
  const inFile = InFile.safeParse(error);
  if (inFile.success)
    return `A file in the data folder can not be used: ${inFile.data.errstr}. Mend that, or set DATA_DIR to another folder.`;
  const isReadable = [CannotStart, FolderUnusable, DatabaseEnded, TokenRefused].some(
    (kind) => error instanceof kind,
  );
  if (error instanceof Error && isReadable) return error.message;
  if (saysSomewhere(error, NO_CONNECTION))
    return 'PostgreSQL was there, and then gave no connection in time: it or this machine has too much to do. Start Baton again.';
  return `Baton ended by an error that it does not know: ${inspect(scrub(error), { depth: null })}`;
}

function saysSomewhere(error: unknown, what: RegExp): boolean {
  return error instanceof Error && (what.test(error.message) || saysSomewhere(error.cause, what));
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
