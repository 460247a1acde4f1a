import { existsSync, readdirSync, statSync } from 'node:fs';
import { pino } from 'pino';
import { type Config, parseConfig, readEnvironment } from '../config.ts';
import { FolderUnusable } from '../database/lock-folder.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { choosePlaybook } from '../handover/playbook-in-force.ts';
import { formatProblems, type Loaded, loadPlaybook } from '../playbook/load.ts';
import { sayError } from '../say-error.ts';
import { Refused } from './refused.ts';

/** What the environment says; throws Refused with all that is wrong with it. */
export function readConfig(): Config {
  const parsed = parseConfig(readEnvironment(process.cwd()));
  if (!parsed.ok) throw new Refused(parsed.message);
  return parsed.config;
}

/** The playbook of a file; throws Refused with all that is wrong with it. */
export function readPlaybook(file: string): Loaded & { ok: true } {
  const loaded = loadPlaybook(file);
  if (!loaded.ok) throw new Refused(formatProblems(loaded.problems));
  return loaded;
}

/** Runs a command on the database that the environment names, and closes it. */
export async function withDatabase(work: (deps: HandoverDeps) => Promise<void>): Promise<void> {
  const config = readConfig();
  const file = { ...readPlaybook(config.playbook), changedAt: statSync(config.playbook).mtime };
  const database = await openConfigured(config.database);
  try {
    const { playbook } = await choosePlaybook(database, file);
    await work({ database, playbook, log: pino({ level: 'silent' }), deliver: () => {}, changed: () => {} });
  } finally {
    await database.close();
  }
}

/** Opens the database that the environment names; throws Refused when there is none or it is in use. */
export async function openConfigured(choice: Config['database']): Promise<Database> {
  if (choice.kind === 'embedded' && choice.dir !== null && isEmptyFolder(choice.dir)) {
    throw new Refused(
      `There is no data in ${choice.dir} yet. Start Baton once (npm start), or set DATA_DIR to the folder that has it.`,
    );
  }
  try {
    return await openDatabase(choice);
  } catch (error) {
    if (error instanceof FolderUnusable) throw new Refused(error.message);
    const where = choice.kind === 'postgres' ? 'DATABASE_URL' : `DATA_DIR (${choice.dir})`;
    throw new Refused(`The database can not be opened: ${sayError(error)}. Look at ${where}.`);
  }
}

function isEmptyFolder(dir: string): boolean {
  try {
    return !existsSync(dir) || readdirSync(dir).length === 0;
  } catch {
    return false; // no folder at all: opening it says why
  }
}
