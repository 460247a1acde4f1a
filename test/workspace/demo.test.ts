import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { AS_THIS_ONE } from '../processes/as-this-one.ts';

it('the demo starts and serves its page', async () => {
  const script = fileURLToPath(new URL('./demo.ts', import.meta.url));
  const child = spawn(process.execPath, [...AS_THIS_ONE, script], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const [url = ''] = /http:\S+/.exec(line.toString()) ?? [];
  expect((await fetch(url)).status).toBe(200);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
