import { type Database, type DatabaseChoice, openDatabase } from './database/open-database.ts';
import { sayError } from './say-error.ts';
import { CannotStart } from './start-failure.ts';

/** Opens the database with a word on each step. Throws CannotStart when PostgreSQL does not let us in. */
export async function openChosen(
  choice: DatabaseChoice,
  progress: (says: string) => void,
): Promise<Database> {
  const which = choice.kind === 'embedded' ? `the database in ${choice.dir ?? 'memory'}` : 'PostgreSQL';
  progress(`Opening ${which} ...`);
  const migrated = (names: string[]) =>
    names.length > 0 && progress(`Migrated it: ${names.length} migrations applied`);
  return openDatabase(choice, { migrated, atStart: true }).catch((error: unknown) => {
    if (choice.kind === 'embedded') throw error;
    throw new CannotStart(`PostgreSQL can not be used: ${sayError(error)}. Look at DATABASE_URL.`);
  });
}
