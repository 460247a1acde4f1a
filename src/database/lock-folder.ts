import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class FolderInUse extends Error {}

/**
 * Holds a folder for this process until released; the system frees it however the process ends.
 * Throws FolderInUse, naming the process that holds it.
 */
export function lockFolder(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true });
  const lock = new DatabaseSync(join(dir, 'lock'));
  const holder = join(dir, 'lock.pid');
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new FolderInUse(
      `Another Baton (process ${readHolder(holder)}) runs on the data folder ${dir}. Stop it, or set DATA_DIR to another folder.`,
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return { release: () => lock.close() };
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
