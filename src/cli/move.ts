import { CannotCopy, copyDatabase } from '../database/copy-database.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { inColumns } from './in-columns.ts';
import { Refused } from './refused.ts';
import { openConfigured, readConfig } from './with-database.ts';
import { sayError } from '../say-error.ts';

/**
 * Copies the embedded database to a PostgreSQL, which it migrates and which must hold nothing of Baton yet. Progress goes
 * to `say`. Gives back what was done and what to do next; throws Refused.
 */
export async function move(url: string, say: (line: string) => void): Promise<string> {
  const { database: choice } = readConfig();
  if (choice.kind === 'postgres')
    throw new Refused('DATABASE_URL is set. Unset it: what is moved is the embedded database in DATA_DIR.');
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new Refused('--to takes an address such as postgresql://user:password@host/baton.');
  say(`Opening ${choice.dir} ...`);
  await using source = closing(await openConfigured(choice));
  say('Opening and migrating the target ...');
  await using target = closing(
    await openDatabase({ kind: 'postgres', url }).catch((error: unknown) => {
      throw new Refused(`The target can not be opened: ${sayError(error)}.`);
    }),
  );
  const copied = await copyDatabase(source, target, say).catch((error: unknown) => {
    if (error instanceof CannotCopy) throw new Refused(`${error.message} Nothing was copied.`);
    throw error;
  });
  return [
    'Moved, and verified by counts and checksums.',
    ...inColumns(
      ['table', 'rows'],
      copied.map(({ table, rows }) => [table.replaceAll('"', ''), String(rows)]),
    ),
    `Now set DATABASE_URL to the target and start Baton. ${choice.dir} is as it was.`,
  ].join('\n');
}

function closing(database: Database): Database & AsyncDisposable {
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}
