import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { AS_THIS_ONE } from '../processes/as-this-one.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf } from './bolt-app.ts';

async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), 'workspace-'));
  return { file: join(folder, 'slack.db'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe('a workspace with a file', () => {
  it('goes on where it was after a restart', async () => {
    await using disk = await scratch();
    let ts = '';
    {
      await using workspace = await startWorkspace({ file: disk.file, rates: false });
      const client = clientOf(workspace);
      const [ana = '', ben = ''] = ['ana', 'ben'].map((name) => workspace.person(name)?.id);
      const channel = workspace.channel('sales')?.id ?? '';
      const metadata = { event_type: 'handover', event_payload: { id: 'h-1' } };
      ts = (await client.chat.postMessage({ channel, text: 'card', metadata })).ts ?? '';
      await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
      const gone = await client.chat.postMessage({ channel, text: 'gone' });
      await client.chat.delete({ channel, ts: gone.ts ?? '' });
      await client.chat.postMessage({ channel: ana, text: 'direct' });
      await client.chat.postEphemeral({ channel, user: ana, text: 'psst' });
      await client.views.publish({ user_id: ana, view: { type: 'home', blocks: [{ type: 'divider' }] } });
      await workspace.act({ type: 'read', user: ana, channel, ts });
      workspace.faults.kick('sales', 'ben');
      expect(workspace.channel('sales')?.members).not.toContain(ben);
    }
    await using workspace = await startWorkspace({ file: disk.file, rates: false });
    const client = clientOf(workspace);
    const channel = workspace.channel('sales')?.id ?? '';
    expect(workspace.messages('sales').map((message) => message.text)).toEqual(['card', 'reply']);
    expect(workspace.channel('sales')?.members).not.toContain(workspace.person('ben')?.id);
    expect(workspace.home('ana')?.view.blocks).toMatchObject([{ type: 'divider' }]);
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true });
    expect(messages).toMatchObject([{ ts, reply_count: 1, metadata: { event_payload: { id: 'h-1' } } }]);
    await client.chat.update({ channel, ts, text: 'changed' });
    const later = await client.chat.postMessage({ channel, text: 'later' });
    expect(Number(later.ts)).toBeGreaterThan(Number(ts));
  });

  it('loses nothing that was answered when it is killed', async () => {
    await using disk = await scratch();
    const script = fileURLToPath(new URL('./keep-running.ts', import.meta.url));
    const child = spawn(process.execPath, [...AS_THIS_ONE, script, disk.file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    const { botToken } = await tokens();
    const client = new WebClient(botToken, {
      slackApiUrl: url.toString().trim(),
      retryConfig: { retries: 0 },
    });
    const answered: string[] = [];
    for (let index = 0; index < 50; index += 1) {
      answered.push((await client.chat.postMessage({ channel: '#sales', text: String(index) })).ts ?? '');
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using workspace = await startWorkspace({ file: disk.file });
    expect(workspace.messages('sales').map((message) => message.ts)).toEqual(answered);
  });
});

/** The tokens are the same in every run. */
async function tokens() {
  await using workspace = await startWorkspace();
  return { botToken: workspace.botToken };
}
