import type { WebClient } from '@slack/web-api';
import { WebClient as Client } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { freePort } from '../processes/free-port.ts';
import { clientOf, silent } from './bolt-app.ts';
import { openSocket } from './raw-socket.ts';

/** One Slack of the two that a story runs against. */
export interface Side extends AsyncDisposable {
  client: WebClient;
  stranger: WebClient; // with a token that opens nothing
  channel: string;
  user: string;
  /** A trigger as an interaction would bring it, from within a view if one is named. */
  trigger: () => Promise<string>;
}

export async function ours(): Promise<Side> {
  const workspace = await startWorkspace({ rates: false });
  const { url = '' } = await clientOf(workspace, workspace.appToken).apps.connections.open();
  const socket = await openSocket(url);
  await socket.next();
  const user = workspace.person('ana')?.id ?? '';
  const channel = workspace.channel('sales')?.id ?? '';
  return {
    client: clientOf(workspace),
    stranger: clientOf(workspace, 'xoxb-stranger'),
    channel,
    user,
    async trigger() {
      const typing = workspace.act({ type: 'say', user, channel, text: '/trigger' });
      const { envelope_id, payload } = await socket.next();
      socket.send({ envelope_id });
      await typing;
      return (payload as { trigger_id: string }).trigger_id;
    },
    async [Symbol.asyncDispose]() {
      await socket[Symbol.asyncDispose]();
      await workspace.stop();
    },
  };
}

/** The stand-in for Slack that others wrote: https://www.npmjs.com/package/emulate */
export async function theirs(): Promise<Side> {
  const seed = {
    channels: [{ name: 'sales' }],
    users: [{ name: 'ana', email: 'ana@local.example' }],
    oauth_apps: [
      {
        client_id: '1.2',
        client_secret: 'x',
        name: 'Baton',
        redirect_uris: [],
        app_id: 'A1',
        bot_id: 'B1',
        bot_user_id: 'U1',
      },
    ],
    tokens: [{ token: 'xoxb-emulate', type: 'bot', user: 'U000000001', app_id: 'A1', bot_id: 'B1' }],
  };
  const emulator = await createEmulator({ service: 'slack', port: await freePort(), seed: { slack: seed } });
  const open = (token: string) =>
    new Client(token, { slackApiUrl: `${emulator.url}/api/`, retryConfig: { retries: 0 }, logger: silent });
  const client = open('xoxb-emulate');
  const { channels = [] } = await client.conversations.list({});
  const { user } = await client.users.lookupByEmail({ email: 'ana@local.example' });
  return {
    client,
    stranger: open('xoxb-stranger'),
    channel: channels.find((room) => room.name === 'sales')?.id ?? '',
    user: user?.id ?? '',
    async trigger() {
      const answer = await client.apiCall('views.generateTriggerId', { user_id: user?.id });
      return (answer as unknown as { trigger_id: string }).trigger_id;
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
