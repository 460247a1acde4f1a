import type { App, BlockAction } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

/** Blocks that hold other things: frames with buttons, tables, menus that ask first. */
export const frames: KnownBlock[] = [
  {
    type: 'container',
    title: plain('Evidence'),
    is_collapsible: true,
    child_blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '&lt;https://evil.example|Acme&gt; and &lt;!channel&gt;' },
      },
      {
        type: 'actions',
        block_id: 'inside',
        elements: [{ type: 'button', action_id: 'inside', text: plain('Open form') }],
      },
    ],
  },
  {
    type: 'data_table',
    caption: 'Scores',
    page_size: 1,
    rows: [
      [
        { type: 'raw_text', text: 'Lead' },
        { type: 'raw_text', text: 'Score' },
      ],
      [
        { type: 'raw_text', text: 'Jane' },
        { type: 'raw_number', value: 90, text: '90' },
      ],
      [
        { type: 'raw_text', text: 'Omar' },
        { type: 'raw_number', value: 40, text: '40' },
      ],
    ],
  },
  {
    type: 'section',
    block_id: 'owner',
    text: { type: 'mrkdwn', text: 'Owner' },
    accessory: {
      type: 'static_select',
      action_id: 'owner',
      placeholder: plain('Choose an owner'),
      options: [option('Ana'), option('Ben')],
      confirm: {
        title: plain('Give it away?'),
        text: plain('They get told.'),
        confirm: plain('Give'),
        deny: plain('Keep'),
      },
    },
  },
];

export const form: View = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'name', initial_value: 'Jane' },
    },
    {
      type: 'input',
      block_id: 'how',
      label: plain('How'),
      element: {
        type: 'checkboxes',
        action_id: 'how',
        options: [option('Mail'), option('Call')],
        initial_options: [option('Mail')],
      },
    },
    {
      type: 'input',
      block_id: 'day',
      optional: true,
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'day', focus_on_load: true },
    },
    { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
  ],
};

const above: View = { type: 'modal', title: plain('Above'), blocks: [{ type: 'divider' }] };

/** Tells of each form that is sent, and of each owner that is chosen. */
export function listenToForms(app: App, tell: (what: unknown) => void): void {
  app.action<BlockAction>('inside', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.action<BlockAction>('deeper', async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: above });
  });
  app.action('owner', async ({ ack, action }) => {
    await ack();
    if ('selected_option' in action) tell(action.selected_option?.value);
  });
  app.view('form', async ({ ack, view: { state } }) => {
    await ack();
    tell({
      name: state.values['name']?.['name']?.value,
      how: state.values['how']?.['how']?.selected_options?.map((one) => one.value),
      day: state.values['day']?.['day']?.selected_date,
    });
  });
}
