import type { App, BlockAction } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

export const card: KnownBlock[] = [
  { type: 'header', text: plain('Jane Doe, VP Finance') },
  { type: 'section', text: { type: 'mrkdwn', text: 'Asked for a *demo* :tada:' } },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'claim', text: plain('Claim'), style: 'primary' },
      { type: 'button', action_id: 'reject', text: plain('Reject...'), style: 'danger' },
      {
        type: 'button',
        action_id: 'drop',
        text: plain('Drop'),
        confirm: {
          title: plain('Drop Jane?'),
          text: plain('For good'),
          confirm: plain('Drop her'),
          deny: plain('Keep'),
        },
      },
      { type: 'overflow', action_id: 'more', options: [{ text: plain('Full brief'), value: 'brief' }] },
    ],
  },
];

const reject: View = {
  type: 'modal',
  callback_id: 'reject',
  title: plain('Reject this lead'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: {
        type: 'static_select',
        action_id: 'reason',
        options: [{ text: plain('Too small'), value: 'small' }],
      },
    },
    {
      type: 'input',
      block_id: 'words',
      optional: true,
      label: plain('Your words'),
      element: { type: 'plain_text_input', action_id: 'words' },
    },
  ],
};

/** An app with one of each thing that the page has to get right. */
export function listen(app: App): void {
  const say = async (body: BlockAction, text: string) => {
    if (body.channel && body.message)
      await app.client.chat.postMessage({ channel: body.channel.id, thread_ts: body.message['ts'], text });
  };
  app.action<BlockAction>('claim', async ({ ack, body }) => {
    await ack();
    await say(body, `<@${body.user.id}> has it`);
  });
  app.action<BlockAction>('drop', async ({ ack, body }) => {
    await ack();
    await say(body, 'Dropped');
  });
  app.action<BlockAction>('more', async ({ ack, body }) => {
    await ack();
    await say(body, 'The brief');
  });
  app.action<BlockAction>('reject', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: reject });
  });
  app.view('reject', async ({ ack, view }) => {
    const words = view.state.values['words']?.['words']?.value ?? '';
    if (words.length < 5)
      return await ack({ response_action: 'errors', errors: { words: 'Say a little more' } });
    return await ack();
  });
  app.command('/lead', async ({ ack, command }) => await ack(`Nobody found for ${command.text}`));
}
