import type { ModalView } from '@slack/types';
import { refusal } from './bolt-app.ts';
import type { Side } from './emulate-sides.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const;
const section = {
  type: 'section',
  block_id: 's',
  text: { type: 'mrkdwn', text: '*Jane*', verbatim: true },
} as const;
const metadata = { event_type: 'handover', event_payload: { id: 'h-1' } };
const modal = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'c',
  title: plain(title),
  close: plain('Close'),
  blocks: [section],
});

/** What each call of the story answered, by the name of the step. */
export async function tellStory({ client, channel, user, trigger }: Side): Promise<Record<string, object>> {
  const post = await client.chat.postMessage({ channel, text: 'card', blocks: [section], metadata });
  const ts = post.ts ?? '';
  const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
  const update = await client.chat.update({ channel, ts, text: 'changed', blocks: [section] });
  const history = await client.conversations.history({ channel, include_all_metadata: true, limit: 1 });
  const replies = await client.conversations.replies({ channel, ts });
  const opened = await client.views.open({ trigger_id: await trigger(), view: modal('One') });
  const view_id = opened.view?.id ?? '';
  return {
    'auth.test': await client.auth.test(),
    'chat.postMessage': post,
    'chat.postMessage in a thread': reply,
    'chat.update': update,
    'chat.getPermalink': await client.chat.getPermalink({ channel, message_ts: ts }),
    'chat.postEphemeral': await client.chat.postEphemeral({ channel, user, text: 'psst' }),
    'chat.delete': await client.chat.delete({ channel, ts: reply.ts ?? '' }),
    'conversations.history': history,
    'conversations.replies': replies,
    'conversations.info': await client.conversations.info({ channel }),
    'conversations.members': await client.conversations.members({ channel }),
    'conversations.open': await client.conversations.open({ users: user }),
    'users.info': await client.users.info({ user }),
    'views.open': opened,
    'views.update': await client.views.update({ view_id, view: modal('Two') }),
    'views.publish': await client.views.publish({ user_id: user, view: { type: 'home', blocks: [section] } }),
  };
}

/** How each mistake is answered. */
export async function makeMistakes(side: Side): Promise<Record<string, string>> {
  const { client, stranger, channel, user, trigger } = side;
  const used = await trigger();
  const { view } = await client.views.open({ trigger_id: used, view: modal('One') });
  const call = async (method: string, args: object) => await refusal(client.apiCall(method, { ...args }));
  return {
    'a wrong token': await refusal(stranger.auth.test()),
    'an unknown method': await call('baton.fly', {}),
    'a post to no channel': await call('chat.postMessage', { channel: 'C404', text: 'x' }),
    'a post of nothing': await call('chat.postMessage', { channel }),
    'blocks that are no JSON': await call('chat.postMessage', { channel, text: 'x', blocks: '{' }),
    'an update of no message': await call('chat.update', { channel, ts: '1.000000', text: 'x' }),
    'a permalink to no message': await call('chat.getPermalink', { channel, message_ts: '1.000000' }),
    'an ephemeral to nobody': await call('chat.postEphemeral', { channel, user: 'U404', text: 'x' }),
    'the history of no channel': await call('conversations.history', { channel: 'C404' }),
    'a person nobody knows': await call('users.info', { user: 'U404' }),
    'an email nobody has': await call('users.lookupByEmail', { email: 'x@y.example' }),
    'a made-up trigger': await call('views.open', { trigger_id: '1.2.3', view: modal('One') }),
    'a used trigger': await call('views.open', { trigger_id: used, view: modal('One') }),
    'an update of no view': await call('views.update', { view_id: 'V404', view: modal('One') }),
    'an old hash': await call('views.update', { view_id: view?.id, hash: 'old', view: modal('One') }),
    'a push from outside': await call('views.push', { trigger_id: await trigger(), view: modal('Two') }),
    'a Home tab for nobody': await call('views.publish', {
      user_id: 'U404',
      view: { type: 'home', blocks: [] },
    }),
    'a modal with too long a title': await call('views.open', {
      trigger_id: await trigger(),
      view: modal('x'.repeat(25)),
    }),
    'a second opening of a direct message': String(
      (await client.conversations.open({ users: user })).already_open ?? false,
    ),
  };
}
