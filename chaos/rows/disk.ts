import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyFolder } from '../../test/cli/run-baton.ts';
import { type BatonProcess, startBatonProcess } from '../../test/processes/start-baton.ts';
import { type SlackUnderTest, startSlack } from '../../test/workspace/start-slack.ts';
import { check } from '../check.ts';
import type { Finding, Row } from '../row.ts';

const run = promisify(execFile);
/** A fresh database takes up most of it. */
const SIZE_MB = 120;
/** Of a batch: it has to stay under the megabyte that a body may have. */
const ACTIVITIES = 100;
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
    const locked = join(folder.path, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o500);
    wrong.push(...(await expectWords(slack, locked, /this user may not write there/, asAnybody())));
    says.push('so is a folder without permission');
    const readOnly = await refuseReadOnly(slack, join(folder.path, 'read-only'));
    wrong.push(...readOnly.wrong);
    says.push(readOnly.says);
    const full = await fillDisk(slack, join(folder.path, 'disk'));
    return { wrong: [...wrong, ...full.wrong], says: [...says, full.says].join('; ') };
  },
};

function start(env: Record<string, string>, dir: string, under?: string[]): Promise<BatonProcess> {
  return startBatonProcess({ ...env, DATA_DIR: dir, LOG_LEVEL: 'fatal' }, under);
}

/** Root may write everywhere, unless it gives up that right: https://man7.org/linux/man-pages/man7/capabilities.7.html */
function asAnybody(): string[] {
  const isRoot = process.getuid?.() === 0;
  return isRoot ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
}

async function refuseReadOnly(slack: SlackUnderTest, mount: string): Promise<Finding> {
  await mkdir(mount);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', mount]);
  } catch {
    return { wrong: [], says: 'a read-only disk left out: no file system can be mounted here' };
  }
  try {
    return { wrong: await expectWords(slack, mount, /it can only be read/), says: 'so is a read-only disk' };
  } finally {
    await run('umount', [mount]);
  }
}

/** It must stop at once, with words that a person understands: with a Slack, and with one of its own. */
async function expectWords(
  slack: SlackUnderTest,
  dir: string,
  words: RegExp,
  under?: string[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const env of [slack.env, { SANDBOX_PORT: '0' }]) {
    try {
      await using _runs = await start(env, dir, under);
      wrong.push(`it runs on ${dir}`);
    } catch (error) {
      const said = String(error);
      if (!words.test(said) || /\bat .*:\d+:\d+/.test(said)) wrong.push(`it said: ${said}`);
    }
  }
  return wrong;
}

/** A small file system of its own is filled to the last byte; what was answered with 202 must be there after. */
async function fillDisk(slack: SlackUnderTest, mount: string): Promise<Finding> {
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
      await using baton = await start(slack.env, dir);
      let refused = 0;
      const until = performance.now() + LONGEST_MS;
      while (refused < 5 && performance.now() < until) {
        const ids = Array.from(
          { length: ACTIVITIES },
          (_, index) => `full-${accepted.length}-${refused}-${index}`,
        );
        if (await post(baton, ids)) accepted.push(...ids);
        else refused += 1;
      }
      if (refused === 0) return { wrong: ['the disk did not become full'], says: '' };
      if (accepted.length === 0) return { wrong: ['nothing was taken before it became full'], says: '' };
    }
    // What is left, to the last byte.
    await writeFile(join(mount, 'filler'), Buffer.alloc(SIZE_MB * 2 ** 20)).catch(() => {});
    const onFull = await expectWords(slack, dir, /full|no space/i);
    await run('mount', ['-o', `remount,size=${SIZE_MB * 3}m`, mount]);
    {
      await using again = await start(slack.env, dir);
      if (!(await post(again, ['after']))) return { wrong: ['with room again it takes nothing'], says: '' };
    }
    const choice = { kind: 'embedded' as const, dir };
    const found = await check(
      { choice, playbook: 'playbook.yaml', slack },
      { accepted: [...accepted, 'after'] },
    );
    return {
      wrong: [...onFull, ...found.wrong],
      says: `a disk that became full after ${accepted.length} activities lost none, and a start on it is refused with words`,
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
    properties: { filler: randomBytes(6_000).toString('base64') }, // does not compress
  }));
  try {
    const init = { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
    return (await fetch(`${baton.url}/v1/activities`, init)).status === 202;
  } catch {
    return false;
  }
}
