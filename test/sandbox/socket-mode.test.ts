import type { App, BlockAction } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { clientOf, startBolt } from './bolt-app.ts';
import { openSocket } from './raw-socket.ts';

const button = {
  type: 'button',
  action_id: 'go',
  value: 'h-1',
  text: { type: 'plain_text', text: 'Go' },
} as const;

async function cardWithButton(workspace: Workspace) {
  const blocks = [{ type: 'actions', block_id: 'b', elements: [button] } as const];
  await clientOf(workspace).chat.postMessage({ channel: '#sales', text: 'card', blocks });
  const [message] = workspace.messages('sales').slice(-1);
  const container = { channel: message?.channel ?? '', ts: message?.ts ?? '' };
  const user = workspace.person('ana')?.id ?? '';
  return {
    container,
    user,
    click: () => workspace.act({ type: 'click', user, container, block_id: 'b', action_id: 'go' }),
  };
}

describe('Socket Mode', () => {
  it('a click reaches Bolt with all that Slack tells of it', async () => {
    await using workspace = await startWorkspace();
    const heard: BlockAction[] = [];
    await using _bolt = await startBolt(workspace, (app) => {
      app.action<BlockAction>('go', async ({ ack, body, say, respond }) => {
        await ack();
        heard.push(body);
        await say('heard');
        await respond({ text: 'only you' });
      });
    });
    const { click, container, user } = await cardWithButton(workspace);
    expect(await click()).toEqual({ ok: true });
    await expect.poll(() => workspace.messages('sales').length).toBe(3);
    expect(heard).toMatchObject([
      {
        type: 'block_actions',
        user: { id: user, username: 'ana' },
        channel: { id: container.channel, name: 'sales' },
        container: { type: 'message', message_ts: container.ts, is_ephemeral: false },
        message: { ts: container.ts, text: 'card', bot_id: workspace.app.botId },
        actions: [{ type: 'button', action_id: 'go', block_id: 'b', value: 'h-1', text: { text: 'Go' } }],
        state: { values: {} },
      },
    ]);
    expect(workspace.messages('sales')[2]).toMatchObject({ text: 'only you', ephemeral_to: user });
  });

  it('each envelope goes to one of several connections', async () => {
    await using workspace = await startWorkspace();
    const heard = [0, 0];
    const listen = (which: number) => (app: App) =>
      app.action('go', async ({ ack }) => {
        heard[which] = (heard[which] ?? 0) + 1;
        await ack();
      });
    await using _one = await startBolt(workspace, listen(0));
    await using _two = await startBolt(workspace, listen(1));
    expect(workspace.connections).toBe(2);
    const { click } = await cardWithButton(workspace);
    for (let index = 0; index < 6; index += 1) await click();
    expect(heard).toEqual([3, 3]);
  });

  it('what is not acknowledged in time shows as Slack shows it', async () => {
    await using workspace = await startWorkspace({ ackTimeoutMs: 50 });
    const { click, user, container } = await cardWithButton(workspace);
    expect(await click()).toMatchObject({ ok: false, error: expect.stringContaining('not responding') });
    await using _bolt = await startBolt(workspace, () => undefined);
    expect(await click()).toEqual({
      ok: false,
      error: 'Operation timed out. Apps need to respond within 3 seconds.',
    });
    expect(await workspace.act({ type: 'say', user, channel: container.channel, text: '/lead' })).toEqual({
      ok: false,
      error: '/lead failed with the error "operation_timeout"',
    });
  });

  it('the app comes back after a refresh and after a cut', async () => {
    await using workspace = await startWorkspace();
    await using bolt = await startBolt(workspace, (app) => app.action('go', async ({ ack }) => await ack()));
    // Bolt waits 5 seconds between attempts and has no option for it, so the test sets it where the client keeps it.
    const { receiver } = bolt.app as unknown as { receiver: { client: { clientPingTimeoutMS: number } } };
    receiver.client.clientPingTimeoutMS = 50;
    const { click } = await cardWithButton(workspace);
    for (const disturb of [() => workspace.faults.refreshSockets(), () => workspace.faults.cutSockets()]) {
      disturb();
      await expect.poll(() => workspace.connections).toBe(0);
      await expect.poll(() => workspace.connections).toBe(1);
      expect(await click()).toEqual({ ok: true });
    }
  });

  it('says hello, refuses an eleventh connection and a ticket that was used', async () => {
    await using workspace = await startWorkspace();
    const url = (await clientOf(workspace, workspace.appToken).apps.connections.open()).url ?? '';
    await using first = await openSocket(url);
    expect(await first.next()).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: workspace.app.id },
    });
    await expect(openSocket(url)).rejects.toThrow('403');
    await using others = new AsyncDisposableStack();
    for (let count = 2; count <= 11; count += 1) {
      const ticket = (await clientOf(workspace, workspace.appToken).apps.connections.open()).url ?? '';
      const socket = others.use(await openSocket(ticket));
      const said = await socket.next();
      const isWelcome = count <= 10;
      expect(said['type']).toBe(isWelcome ? 'hello' : 'disconnect');
      expect(said['num_connections'] ?? said['reason']).toBe(isWelcome ? count : 'too_many_websockets');
    }
  });

  it('an event that is not acknowledged comes again, with the attempt and the reason', async () => {
    await using workspace = await startWorkspace({ ackTimeoutMs: 30, eventRetriesMs: [0, 10] });
    const url = (await clientOf(workspace, workspace.appToken).apps.connections.open()).url ?? '';
    await using socket = await openSocket(url);
    await socket.next();
    workspace.faults.kick('sales', 'ana');
    const envelopes = [await socket.next(), await socket.next(), await socket.next()];
    const attempts = envelopes.map((one) => [one['type'], one['retry_attempt'], one['retry_reason']]);
    expect(attempts).toEqual([
      ['events_api', 0, ''],
      ['events_api', 1, 'timeout'],
      ['events_api', 2, 'timeout'],
    ]);
    const ids = envelopes.map((one) => (one['payload'] as { event_id: string }).event_id);
    expect(new Set(ids).size).toBe(1);
  });

  it('with duplicates on, everything is told twice', async () => {
    await using workspace = await startWorkspace();
    let heard = 0;
    await using _bolt = await startBolt(workspace, (app) =>
      app.action('go', async ({ ack }) => {
        heard += 1;
        await ack();
      }),
    );
    workspace.faults.set({ duplicates: 1 });
    const { click } = await cardWithButton(workspace);
    await click();
    await expect.poll(() => heard).toBe(2);
  });
});
