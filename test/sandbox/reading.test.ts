import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { defaultPeople } from '../../src/sandbox/workspace/defaults.ts';
import { clientOf, refusal } from './bolt-app.ts';

describe('reading messages', () => {
  it('history goes newest first, page by page, with metadata only when asked', async () => {
    await using workspace = await startWorkspace({ rates: false });
    const client = clientOf(workspace);
    const channel = workspace.channel('sales')?.id ?? '';
    const sent: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const metadata = { event_type: 'handover', event_payload: { id: String(index) } };
      sent.push((await client.chat.postMessage({ channel, text: String(index), metadata })).ts ?? '');
    }
    await client.chat.postMessage({ channel, text: 'reply', thread_ts: sent[0] ?? '' });

    const first = await client.conversations.history({ channel, limit: 2 });
    expect(first.messages?.map((one) => one.text)).toEqual(['4', '3']);
    expect(first.messages?.[0]).not.toHaveProperty('metadata');
    const cursor = first.response_metadata?.next_cursor ?? '';
    const rest = await client.conversations.history({
      channel,
      limit: 10,
      cursor,
      include_all_metadata: true,
    });
    expect(rest.messages?.map((one) => one.metadata?.event_payload)).toEqual([
      { id: '2' },
      { id: '1' },
      { id: '0' },
    ]);
    expect(rest.messages?.at(-1)).toMatchObject({ reply_count: 1, thread_ts: sent[0] });

    const between = await client.conversations.history({
      channel,
      oldest: sent[1] ?? '',
      latest: sent[3] ?? '',
    });
    expect(between.messages?.map((one) => one.text)).toEqual(['2']);
    const inclusive = await client.conversations.history({
      channel,
      oldest: sent[1] ?? '',
      latest: sent[3] ?? '',
      inclusive: true,
    });
    expect(inclusive.messages?.map((one) => one.text)).toEqual(['3', '2', '1']);

    const thread = await client.conversations.replies({ channel, ts: sent[0] ?? '' });
    expect(thread.messages?.map((one) => one.text)).toEqual(['0', 'reply']);
    expect(await refusal(client.conversations.replies({ channel, ts: '1.000000' }))).toBe('thread_not_found');
    workspace.faults.kick('sales');
    expect(await refusal(client.conversations.history({ channel }))).toBe('not_in_channel');
  });

  it('a reply that is sent to the channel too stands in both, and names its thread', async () => {
    await using workspace = await startWorkspace({ rates: false });
    const client = clientOf(workspace);
    const channel = workspace.channel('sales')?.id ?? '';
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'card' });
    const reply = { channel, thread_ts: ts };
    const posted = await client.chat.postMessage({ ...reply, text: 'again', reply_broadcast: true });
    await client.chat.postMessage({ ...reply, text: 'only here', reply_broadcast: false });
    await client.apiCall('chat.postMessage', { channel, text: 'no reply', reply_broadcast: true });
    const broadcast = {
      text: 'again',
      subtype: 'thread_broadcast',
      thread_ts: ts,
      root: { text: 'card', ts, reply_count: 2 },
    };
    expect(posted.message).toMatchObject({ ...broadcast, root: { ts, reply_count: 1 } });
    const { messages } = await client.conversations.history({ channel });
    expect(messages).toMatchObject([{ text: 'no reply' }, broadcast, { text: 'card' }]);
    expect(messages?.[0]).not.toHaveProperty('subtype');
    const replies = await client.conversations.replies({ channel, ts });
    expect(replies.messages).toMatchObject([{ text: 'card' }, broadcast, { text: 'only here' }]);
  });

  it('timestamps never repeat, even when the clock stands still', async () => {
    await using workspace = await startWorkspace({ rates: false, now: () => 1_772_442_000_000 });
    const client = clientOf(workspace);
    const posts = Array.from({ length: 20 }, () => client.chat.postMessage({ channel: '#sales', text: 'x' }));
    const timestamps = (await Promise.all(posts)).map((post) => post.ts);
    expect(new Set(timestamps).size).toBe(20);
    expect(timestamps).toContain('1772442000.000000');
  });
});

describe('people and channels', () => {
  it('a hundred reps are listed page by page', async () => {
    const reps = Array.from({ length: 100 }, (_, index) => ({ name: `rep-${index}` }));
    await using workspace = await startWorkspace({ people: [...defaultPeople, ...reps] });
    const client = clientOf(workspace);
    const channel = workspace.channel('sales')?.id ?? '';
    let members: string[] = [];
    for await (const page of client.paginate('conversations.members', { channel, limit: 30 })) {
      members = [...members, ...((page as { members?: string[] }).members ?? [])];
    }
    const expected = workspace.people.filter((person) => person.name !== 'mia').map((person) => person.id);
    expect(members).toHaveLength(104);
    expect(new Set(members)).toEqual(new Set(expected));
    expect((await client.users.list({})).members).toHaveLength(105);
  });

  it('the same names have the same ids in every run', async () => {
    await using one = await startWorkspace();
    await using other = await startWorkspace();
    expect(one.people).toEqual(other.people);
    expect(one.channels).toEqual(other.channels);
    expect(one.botToken).toBe(other.botToken);
  });

  it('people, groups and channels are found as Slack tells of them', async () => {
    await using workspace = await startWorkspace({
      userGroups: [{ handle: 'reps', members: ['ana', 'ben'] }],
    });
    const client = clientOf(workspace);
    const lena = workspace.person('lena');
    expect(lena).toMatchObject({ name: 'sales-lead' });
    expect(await client.users.info({ user: lena?.id ?? '' })).toMatchObject({
      user: { name: 'sales-lead', tz: 'Europe/Berlin' },
    });
    expect(await refusal(client.users.info({ user: 'U404' }))).toBe('user_not_found');
    expect(await client.users.lookupByEmail({ email: 'ana@local.example' })).toMatchObject({
      user: { name: 'ana' },
    });
    expect(await refusal(client.users.lookupByEmail({ email: 'x@y.example' }))).toBe('users_not_found');
    const { usergroups } = await client.usergroups.list({ include_users: true });
    expect(usergroups).toMatchObject([
      { handle: 'reps', users: ['ana', 'ben'].map((name) => workspace.person(name)?.id) },
    ]);
    const { channels } = await client.conversations.list({ types: 'public_channel', limit: 2 });
    expect(channels).toHaveLength(2);
    expect(await client.conversations.info({ channel: workspace.channel('sales')?.id ?? '' })).toMatchObject({
      channel: { name: 'sales', is_member: true, is_archived: false },
    });
    expect(await refusal(client.conversations.info({ channel: 'C404' }))).toBe('channel_not_found');
  });
});
