import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { clientOf, refusal } from './bolt-app.ts';

const metadata = { event_type: 'handover', event_payload: { id: 'h-1' } };
const section = { type: 'section', text: { type: 'mrkdwn', text: '*Jane*' } } as const;

async function open(): Promise<
  { workspace: Workspace; client: ReturnType<typeof clientOf>; sales: string } & AsyncDisposable
> {
  const workspace = await startWorkspace({ rates: false });
  const sales = workspace.channel('sales')?.id ?? '';
  return { workspace, client: clientOf(workspace), sales, [Symbol.asyncDispose]: () => workspace.stop() };
}

describe('chat.postMessage', () => {
  it('takes a channel by id or name, and a person by id', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const ana = workspace.person('ana')?.id ?? '';
    expect(await client.chat.postMessage({ channel: sales, text: 'one' })).toMatchObject({ channel: sales });
    expect(await client.chat.postMessage({ channel: '#sales', text: 'two' })).toMatchObject({
      channel: sales,
    });
    const direct = await client.chat.postMessage({ channel: ana, text: 'three' });
    expect(direct.channel).toMatch(/^D/);
    expect(await client.conversations.open({ users: ana })).toMatchObject({
      already_open: true,
      channel: { id: direct.channel },
    });
  });

  it('refuses what Slack refuses', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const post = async (args: object) => await refusal(client.apiCall('chat.postMessage', { ...args }));
    expect(await post({ channel: 'C404', text: 'x' })).toBe('channel_not_found');
    expect(await post({ text: 'x' })).toBe('invalid_arguments');
    expect(await post({ channel: sales })).toBe('no_text');
    expect(await post({ channel: sales, text: 'x', blocks: '{' })).toBe('invalid_blocks_format');
    expect(await post({ channel: sales, text: 'x', blocks: [{ type: 'alert', text: section.text }] })).toBe(
      'invalid_blocks',
    );
    expect(await post({ channel: sales, text: 'x', metadata: { event_type: 'x' } })).toBe(
      'invalid_metadata_schema',
    );
    expect(await post({ channel: sales, text: 'x', thread_ts: '1.000000' })).toBe('cannot_reply_to_message');
    workspace.faults.kick('sales');
    expect(await post({ channel: sales, text: 'x' })).toBe('not_in_channel');
    await client.conversations.join({ channel: sales });
    workspace.faults.archive('sales');
    expect(await post({ channel: sales, text: 'x' })).toBe('is_archived');
    workspace.faults.revokeTokens();
    expect(await post({ channel: sales, text: 'x' })).toBe('token_revoked');
  });

  it('says where in the blocks something is wrong', async () => {
    await using slack = await open();
    const blocks = [section, { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const answer = await fetch(`${slack.workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: slack.sales, text: 'x', blocks }),
    });
    expect(await answer.json()).toEqual({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be at most 150 characters [json-pointer:/blocks/1/text/text]'],
      },
    });
  });

  it('records whom a message notifies, so that a hostile name shows', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const ana = workspace.person('ana')?.id ?? '';
    await client.chat.postMessage({ channel: sales, text: 'New lead: <!channel>' });
    await client.chat.postMessage({ channel: sales, text: 'New lead: &lt;!channel&gt;' });
    await client.chat.postMessage({
      channel: sales,
      text: 'x',
      blocks: [{ ...section, text: { type: 'mrkdwn', text: `<@${ana}>` } }],
    });
    await client.chat.postMessage({ channel: sales, text: '@ana and @here', link_names: true });
    expect(workspace.messages('sales').map((message) => message.notifies)).toEqual([
      ['channel'],
      [],
      [ana],
      [ana, 'here'],
    ]);
  });
});

describe('chat.update and chat.delete', () => {
  it('without blocks the blocks go, and metadata that is not named stays', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const { ts = '' } = await client.chat.postMessage({
      channel: sales,
      text: 'a',
      blocks: [section],
      metadata,
    });
    await client.chat.update({ channel: sales, ts, text: 'b' });
    expect(workspace.messages('sales')).toMatchObject([{ ts, text: 'b', metadata }]);
    expect(workspace.messages('sales')[0]).not.toHaveProperty('blocks');
  });

  it('only a message of the app can be changed, and only while it is there', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const ana = workspace.person('ana')?.id ?? '';
    await workspace.act({ type: 'say', user: ana, channel: sales, text: 'mine' });
    const mine = workspace.messages('sales')[0]?.ts ?? '';
    const { message_ts = '' } = await client.chat.postEphemeral({ channel: sales, user: ana, text: 'psst' });
    const { ts = '' } = await client.chat.postMessage({ channel: sales, text: 'a' });
    const update = async (which: string, text = 'x') =>
      await refusal(client.chat.update({ channel: sales, ts: which, text }));
    expect(await update(mine)).toBe('cant_update_message');
    expect(await update(message_ts)).toBe('message_not_found');
    expect(await update(ts, 'x'.repeat(4001))).toBe('msg_too_long');
    expect(await refusal(client.chat.delete({ channel: sales, ts: mine }))).toBe('cant_delete_message');
    await client.chat.delete({ channel: sales, ts });
    expect(await update(ts)).toBe('message_not_found');
  });
});

describe('chat.postEphemeral', () => {
  it('reaches one person of the channel, and no history', async () => {
    await using slack = await open();
    const { client, workspace, sales } = slack;
    const [ana = '', mia = ''] = ['ana', 'mia'].map((name) => workspace.person(name)?.id);
    await client.chat.postEphemeral({ channel: sales, user: ana, text: 'psst' });
    expect(workspace.messages('sales')).toMatchObject([{ ephemeral_to: ana, text: 'psst' }]);
    expect((await client.conversations.history({ channel: sales })).messages).toEqual([]);
    expect(await refusal(client.chat.postEphemeral({ channel: sales, user: mia, text: 'x' }))).toBe(
      'user_not_in_channel',
    );
    expect(await refusal(client.chat.postEphemeral({ channel: sales, user: 'U404', text: 'x' }))).toBe(
      'user_not_found',
    );
  });
});
