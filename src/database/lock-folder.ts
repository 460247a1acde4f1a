import { accessSync, constants, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** The folder can't be used; the message says why and what to do. */
export class FolderUnusable extends Error {}

/** Another process holds it. */
export class FolderInUse extends FolderUnusable {}

const SQLITE_BUSY = 5; // https://www.sqlite.org/rescode.html
const Coded = z.object({ code: z.string().optional(), errcode: z.int().optional() });

const WHY: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
};

/**
 * Holds a folder for this process until released; the system frees it however the process ends. Throws FolderInUse,
 * naming the process that holds it, or FolderUnusable.
 */
export function lockFolder(dir: string): { release(): void } {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    const lock = new DatabaseSync(join(dir, 'lock'));
    takeLock(lock, dir);
    writeFileSync(join(dir, 'lock.pid'), `${process.pid}\n`);
    return { release: () => lock.close() };
  } catch (error) {
    throw error instanceof FolderUnusable ? error : folderUnusable(dir, error);
  }
}

/** An error in words, for a folder of which nothing can be read or written. */
export function folderUnusable(dir: string, cause: unknown): FolderUnusable {
  const { code = '' } = Coded.safeParse(cause).data ?? {};
  const told = WHY[code] ?? (isFull(dir) ? WHY['ENOSPC'] : undefined);
  const why = told ?? (cause instanceof Error ? cause.message : String(cause));
  return new FolderUnusable(
    `Baton can not use the data folder ${dir}: ${why}. Mend that, or set DATA_DIR to another folder. Nothing in it was changed.`,
    { cause },
  );
}

/** PGlite does not say why it can not begin; with less than this free, it is that. */
const LEAST_FREE_BYTES = 1_048_576;

function isFull(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize < LEAST_FREE_BYTES;
  } catch {
    return false; // there is no such folder
  }
}

function takeLock(lock: DatabaseSync, dir: string): void {
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const { errcode = 0 } = Coded.safeParse(error).data ?? {};
    if ((errcode & 0xff) !== SQLITE_BUSY) throw error;
    throw new FolderInUse(
      `Another Baton (process ${readHolder(join(dir, 'lock.pid'))}) runs on the data folder ${dir}. Stop it, or set DATA_DIR to another folder.`,
    );
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
