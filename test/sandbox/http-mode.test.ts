import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import type { BlockAction, HTTPReceiverOptions } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/sandbox/app/http-link.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import type { WorkspaceOptions } from '../../src/sandbox/options.ts';
import { freePort } from '../processes/free-port.ts';
import { clientOf, silent } from './bolt-app.ts';

/** Bolt's own answer to what was not acknowledged, without its words on the console. */
const unhandledRequestHandler: NonNullable<HTTPReceiverOptions['unhandledRequestHandler']> = ({
  response,
}) => {
  response.writeHead(404);
  response.end();
};

/** A Bolt app in HTTP mode, with its workspace. */
async function openOverHttp(listen: (app: App) => void, options: WorkspaceOptions = {}) {
  // The app has to know the secret and the workspace the address, so the port is found first.
  const port = await freePort();
  const workspace = await startWorkspace({ requestUrl: `http://127.0.0.1:${port}/slack/events`, ...options });
  const receiver = new HTTPReceiver({
    signingSecret: workspace.signingSecret,
    unhandledRequestTimeoutMillis: 60,
    unhandledRequestHandler,
    logger: silent,
  });
  const app = new App({
    token: workspace.botToken,
    receiver,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  });
  app.error(async () => undefined);
  listen(app);
  await app.start(port);
  const user = workspace.person('ana')?.id ?? '';
  const channel = workspace.channel('sales')?.id ?? '';
  return {
    workspace,
    user,
    channel,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await workspace.stop();
    },
  };
}

async function clickGo(workspace: Workspace, user: string) {
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const;
  const blocks = [{ type: 'actions', block_id: 'b', elements: [button] } as const];
  await clientOf(workspace).chat.postMessage({ channel: '#sales', text: 'card', blocks });
  const { channel = '', ts = '' } = workspace.messages('sales').at(-1) ?? {};
  return await workspace.act({
    type: 'click',
    user,
    container: { channel, ts },
    block_id: 'b',
    action_id: 'go',
  });
}

describe('HTTP mode', () => {
  it('clicks, commands and events come signed, and are answered', async () => {
    const heard: string[] = [];
    await using slack = await openOverHttp((app) => {
      app.action<BlockAction>('go', async ({ ack, body }) => {
        await ack();
        heard.push(`click by ${body.user.name}`);
      });
      app.command('/lead', async ({ ack, command }) => await ack({ text: `Found ${command.text}` }));
      app.event('member_left_channel', async ({ event }) => void heard.push(`left ${event.channel}`));
    });
    const { workspace, user, channel } = slack;
    expect(await clickGo(workspace, user)).toEqual({ ok: true });
    expect(await workspace.act({ type: 'say', user, channel, text: '/lead Jane & "Bob"' })).toEqual({
      ok: true,
    });
    expect(workspace.messages('sales').at(-1)).toMatchObject({
      text: 'Found Jane & "Bob"',
      ephemeral_to: user,
    });
    workspace.faults.kick('sales', 'ben');
    await expect.poll(() => heard).toEqual(['click by ana', `left ${channel}`]);
  });

  it('the address proves itself', async () => {
    await using slack = await openOverHttp(() => undefined);
    expect(await slack.workspace.verifyRequestUrl()).toBe(true);
  });

  it('what is not acknowledged shows as Slack shows it', async () => {
    await using slack = await openOverHttp(() => undefined);
    const { workspace, user, channel } = slack;
    expect(await clickGo(workspace, user)).toEqual({
      ok: false,
      error: 'This app responded with Status Code 404.',
    });
    expect(await workspace.act({ type: 'say', user, channel, text: '/lead' })).toMatchObject({
      error: '/lead failed with the error "dispatch_failed"',
    });
  });

  it('gives up on an app that keeps silent', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    await using workspace = await startWorkspace({
      requestUrl: `http://127.0.0.1:${port}/`,
      ackTimeoutMs: 40,
    });
    expect(await clickGo(workspace, workspace.person('ana')?.id ?? '')).toMatchObject({
      error: 'Operation timed out. Apps need to respond within 3 seconds.',
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('signs as the documentation says', () => {
    const body = 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J';
    const expected = createHmac('sha256', '8f742231b10e').update(`v0:1531420618:${body}`).digest('hex');
    expect(sign('8f742231b10e', '1531420618', body)).toBe(`v0=${expected}`);
  });
});
