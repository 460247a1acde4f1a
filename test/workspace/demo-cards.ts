import type { KnownBlock, View } from '@slack/types';
import type { LeadSummary } from '../../src/sandbox/protocol.ts';

/** What the demo app shows: one of each thing that a page has to draw. */

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const;

export function card(lead: LeadSummary, by?: string): KnownBlock[] {
  const facts = [
    ['Role', lead.role],
    ['Company', lead.company],
    ['Last action', 'Asked for a demo, 5 minutes ago'],
    ['Problem', 'Month-end close takes too long'],
  ];
  return [
    { type: 'header', text: plain(`${lead.name}, ${lead.role} at ${lead.company}`) },
    {
      type: 'section',
      fields: facts.map(([name, value]) => ({ type: 'mrkdwn', text: `*${name}*\n${value}` })),
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Why now: ', style: { bold: true } },
            { type: 'text', text: 'first pricing visit after 5 quiet weeks.' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'Downloaded 2 guides' }] },
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'Attended 1 webinar' }] },
          ],
        },
      ],
    },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: `Readiness *${lead.readiness ?? 0}* · fit ${lead.fit ?? 0} · interest ${lead.interest ?? 0}`,
        },
      ],
    },
    by === undefined
      ? {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'claim', text: plain('Claim'), style: 'primary', value: lead.key },
            { type: 'button', action_id: 'snooze', text: plain('Snooze...'), value: lead.key },
            {
              type: 'button',
              action_id: 'reject',
              text: plain('Reject...'),
              style: 'danger',
              value: lead.key,
            },
            { type: 'overflow', action_id: 'more', options: [{ text: plain('Full brief'), value: 'brief' }] },
          ],
        }
      : { type: 'section', text: { type: 'mrkdwn', text: `:white_check_mark: Claimed by <@${by}>` } },
  ];
}

export const rejectModal: View = {
  type: 'modal',
  callback_id: 'reject',
  title: plain('Reject this lead'),
  submit: plain('Reject'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'Marketing learns from what you say here.' } },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: {
        type: 'static_select',
        action_id: 'reason',
        placeholder: plain('Choose one'),
        options: ['Wrong role or level', 'Too small', 'No budget'].map((text) => ({
          text: plain(text),
          value: text,
        })),
      },
    },
    {
      type: 'input',
      block_id: 'better',
      optional: true,
      label: plain('What would have made it good?'),
      hint: plain('One sentence is enough'),
      element: { type: 'plain_text_input', action_id: 'better', multiline: true, max_length: 500 },
    },
  ],
};

export const snoozeModal: View = {
  type: 'modal',
  callback_id: 'snooze',
  title: plain('Snooze this lead'),
  submit: plain('Snooze'),
  blocks: [
    {
      type: 'input',
      block_id: 'until',
      label: plain('Until'),
      element: {
        type: 'radio_buttons',
        action_id: 'until',
        options: ['Tomorrow', 'Next week', 'Another time'].map((text) => ({
          text: plain(text),
          value: text,
        })),
      },
    },
    {
      type: 'input',
      block_id: 'date',
      optional: true,
      label: plain('Day'),
      element: { type: 'datepicker', action_id: 'date' },
    },
    {
      type: 'input',
      block_id: 'time',
      optional: true,
      label: plain('Time'),
      element: { type: 'timepicker', action_id: 'time' },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: plain('Tell also'),
      element: { type: 'users_select', action_id: 'who' },
    },
    {
      type: 'input',
      block_id: 'how',
      optional: true,
      label: plain('How'),
      element: {
        type: 'checkboxes',
        action_id: 'how',
        options: ['In the thread', 'Directly'].map((text) => ({ text: plain(text), value: text })),
      },
    },
    {
      type: 'input',
      block_id: 'score',
      optional: true,
      label: plain('Your guess, 0 to 100'),
      element: {
        type: 'number_input',
        action_id: 'score',
        is_decimal_allowed: false,
        min_value: '0',
        max_value: '100',
      },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note to yourself'),
      element: { type: 'plain_text_input', action_id: 'note' },
    },
  ],
};

export function briefModal(lead: LeadSummary): View {
  return { type: 'modal', title: plain('Full brief'), close: plain('Close'), blocks: card(lead).slice(0, 4) };
}
