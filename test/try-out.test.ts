import { readdirSync } from 'node:fs';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { FolderInUse, lockFolder } from '../src/database/lock-folder.ts';
import { startTryOut } from '../src/try-out.ts';
import { emptyFolder } from './cli/run-baton.ts';

test('a second Baton on a folder is refused before it touches the workspace of the first', async () => {
  await using folder = await emptyFolder();
  const first = lockFolder(folder.path);
  const before = readdirSync(folder.path);
  const parsed = parseConfig({ DATA_DIR: folder.path, SANDBOX_PORT: '0', PORT: '0' });
  if (!parsed.ok) throw new Error(parsed.message);
  const second = startTryOut(parsed.config, { log: pino({ level: 'silent' }), say: () => {} });
  await expect(second).rejects.toThrow(FolderInUse);
  expect(readdirSync(folder.path)).toEqual(before);
  first.release();
});
