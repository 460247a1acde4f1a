import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The data sets to measure on, by the endings of their names: those that were named (files, or folders of them), else those in
 * the folder of BATON_SCORE_DATA, else in `shared/data` beside the project. Throws when what was named is not there.
 */
export function findDataFiles(named: readonly string[] | undefined, endings: RegExp): string[] {
  const places = named ?? [process.env.BATON_SCORE_DATA ?? join(import.meta.dirname, '../../shared/data')];
  const files = places.flatMap((place) => {
    if (!existsSync(place)) {
      if (named) throw new Error(`no data set at ${place}`);
      return [];
    }
    if (!statSync(place).isDirectory()) return [place];
    return readdirSync(place)
      .filter((name) => endings.test(name))
      .map((name) => join(place, name));
  });
  if (files.length === 0 && named) throw new Error(`no data set at ${named.join(', ')}`);
  return files;
}
