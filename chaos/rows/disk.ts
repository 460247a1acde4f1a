import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyFolder } from '../../test/cli/run-baton.ts';
import { type BatonProcess, startBatonProcess } from '../../test/processes/start-baton.ts';
import { type SlackUnderTest, startSlack } from '../../test/workspace/start-slack.ts';
import { check } from '../check.ts';
import type { Row } from '../row.ts';

const run = promisify(execFile);
const SIZE_MB = 90;
const LONGEST_MS = 60_000;

export const disk: Row = {
  name: 'disk',
  fault: 'the folder is a file, may not be written, or its disk becomes full',
  needsPostgres: false,
  async run() {
    await using folder = await emptyFolder();
    await using slack = await startSlack();
    const says: string[] = [];
    const wrong: string[] = [];
    const asFile = join(folder.path, 'file');
    await writeFile(asFile, '');
    wrong.push(...(await expectWords(slack, asFile, /data folder .* is not a folder/)));
    says.push('a file is refused with words');
    if (process.getuid?.() === 0) says.push('permissions left out: root may write everywhere');
    else {
      const locked = join(folder.path, 'locked');
      await mkdir(locked);
      await chmod(locked, 0o500);
      wrong.push(...(await expectWords(slack, locked, /this user may not write there/)));
      says.push('a folder without permission is refused with words');
    }
    const full = await fillDisk(slack, join(folder.path, 'disk'));
    return { wrong: [...wrong, ...full.wrong], says: [...says, full.says].join('; ') };
  },
};

function start(slack: SlackUnderTest, dir: string): Promise<BatonProcess> {
  return startBatonProcess({ ...slack.env, DATA_DIR: dir, LOG_LEVEL: 'fatal' });
}

/** It must stop at once, with one line that a person understands. */
async function expectWords(slack: SlackUnderTest, dir: string, words: RegExp): Promise<string[]> {
  try {
    await using _runs = await start(slack, dir);
    return [`it runs on ${dir}`];
  } catch (error) {
    const said = String(error);
    return words.test(said) && !/^\s+at .*src\//m.test(said.split('\n').slice(1, 4).join('\n'))
      ? []
      : [`it said: ${said}`];
  }
}

/** A small file system of its own is filled to the last byte; what was answered with 202 must be there after. */
async function fillDisk(slack: SlackUnderTest, mount: string): Promise<{ wrong: string[]; says: string }> {
  await mkdir(mount);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', mount]);
  } catch {
    return { wrong: [], says: 'a full disk left out: no file system can be mounted here' };
  }
  try {
    const dir = join(mount, 'data');
    const accepted: string[] = [];
    {
      await using baton = await start(slack, dir);
      let refused = 0;
      const until = performance.now() + LONGEST_MS;
      while (refused < 5 && performance.now() < until) {
        const ids = Array.from({ length: 200 }, (_, index) => `full-${accepted.length}-${refused}-${index}`);
        if (await post(baton, ids)) accepted.push(...ids);
        else refused += 1;
      }
      if (refused === 0) return { wrong: ['the disk did not become full'], says: '' };
    }
    await run('mount', ['-o', `remount,size=${SIZE_MB * 3}m`, mount]);
    {
      await using again = await start(slack, dir);
      if (!(await post(again, ['after']))) return { wrong: ['with room again it takes nothing'], says: '' };
    }
    const choice = { kind: 'embedded' as const, dir };
    const found = await check(
      { choice, playbook: 'playbook.yaml', slack },
      { accepted: [...accepted, 'after'] },
    );
    return {
      wrong: found.wrong,
      says: `a disk that became full after ${accepted.length} activities lost none`,
    };
  } finally {
    await run('umount', [mount]);
  }
}

async function post(baton: BatonProcess, ids: string[]): Promise<boolean> {
  const body = ids.map((id) => ({
    id,
    type: 'content_viewed',
    at: new Date().toISOString(),
    lead: { email: `${id}@company.example` },
    properties: { filler: 'x'.repeat(8_000) },
  }));
  try {
    const init = { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
    return (await fetch(`${baton.url}/v1/activities`, init)).status === 202;
  } catch {
    return false;
  }
}
