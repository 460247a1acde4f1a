import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUse, FolderUnusable, folderUnusable, lockFolder } from '../../src/database/lock-folder.ts';
import { emptyFolder } from '../cli/run-baton.ts';

test('a folder is held by one at a time, and free again once it is released', async () => {
  await using folder = await emptyFolder();
  const lock = lockFolder(folder.path);
  expect(() => lockFolder(folder.path)).toThrow(FolderInUse);
  expect(() => lockFolder(folder.path)).toThrow(`process ${process.pid}`);
  lock.release();
  lockFolder(folder.path).release();
});

test('what can not be a folder is refused with what to do', async () => {
  await using folder = await emptyFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  for (const path of [file, join(file, 'below')]) {
    expect(() => lockFolder(path)).toThrow(FolderUnusable);
    expect(() => lockFolder(path)).toThrow(`${path}: it is not a folder. Mend that, or set DATA_DIR`);
  }
});

test.each([
  ['EACCES', 'this user may not write there'],
  ['EROFS', 'it can only be read'],
  ['ENOSPC', 'the disk is full'],
  ['EIO', 'input and output'],
])('%s is told as: %s', (code, words) => {
  const cause = Object.assign(new Error('input and output'), { code });
  expect(folderUnusable('/data', cause).message).toContain(`data folder /data: ${words}.`);
});
