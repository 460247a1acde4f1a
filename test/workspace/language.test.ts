import type { BlockAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { startBolt } from '../sandbox/bolt-app.ts';
import { startSlack } from './start-slack.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

function card(claimedBy?: string): KnownBlock[] {
  const buttons: KnownBlock = {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'claim', text: plain('Claim') },
      { type: 'button', action_id: 'reject', text: plain('Reject…') },
      { type: 'overflow', action_id: 'more', options: [{ text: plain('Full brief'), value: 'brief' }] },
    ],
  };
  return [
    { type: 'header', text: plain('Jane Doe') },
    claimedBy ? { type: 'section', text: { type: 'mrkdwn', text: `Claimed by *<@${claimedBy}>*` } } : buttons,
  ];
}

const rejectModal: ModalView = {
  type: 'modal',
  callback_id: 'reject',
  title: plain('Reject'),
  submit: plain('Reject'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Why?'),
      element: {
        type: 'static_select',
        action_id: 'reason',
        options: [{ text: plain('Wrong role or level'), value: 'role' }],
      },
    },
    {
      type: 'input',
      block_id: 'words',
      optional: true,
      label: plain('What would have made it good?'),
      element: { type: 'plain_text_input', action_id: 'words' },
    },
  ],
};

async function story() {
  const slack = await startSlack({ deadlineMs: 2000 });
  const bolt = await startBolt(slack.workspace, (app) => {
    app.action<BlockAction>('claim', async ({ ack, body, client }) => {
      await ack();
      const { channel, ts } = { channel: body.channel?.id ?? '', ts: body.message?.ts ?? '' };
      await client.chat.update({
        channel,
        ts,
        text: 'Claimed',
        blocks: card(body.user.id),
      });
      await client.chat.postMessage({ channel, thread_ts: ts, text: 'Well done' });
      await client.chat.postEphemeral({
        channel,
        user: body.user.id,
        text: 'It is yours',
      });
    });
    app.action<BlockAction>('reject', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: rejectModal });
    });
    app.action<BlockAction>('more', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: { ...rejectModal, title: plain('Brief') },
      });
    });
    app.view('reject', async ({ ack, view, body, client }) => {
      const words = view.state.values['words']?.['words']?.value ?? '';
      if (words === 'no') return await ack({ response_action: 'errors', errors: { words: 'Say more' } });
      await ack();
      const reason = view.state.values['reason']?.['reason']?.selected_option?.value;
      await client.chat.postMessage({ channel: body.user.id, text: `Rejected: ${reason}, ${words}` });
    });
    app.command('/lead', async ({ ack, command }) => await ack(`Looked for ${command.text}`));
  });
  await bolt.app.client.chat.postMessage({ channel: '#sales', text: 'New lead', blocks: card() });
  return {
    slack,
    ana: slack.person('ana'),
    [Symbol.asyncDispose]: async () => {
      await bolt[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
    },
  };
}

describe('the words of a Slack user', () => {
  it('a card is found by its text, clicked by its label and seen to change', async () => {
    await using scene = await story();
    const { slack, ana } = scene;
    const message = await slack.channel('sales').expectMessage(/Jane Doe/);
    expect(message.buttons()).toEqual(['Claim', 'Reject…']);
    expect(message.fallback).toBe('New lead');
    await message.action('Claim').click({ as: ana });
    await message.expectUpdate(/Claimed by @ana/);
    expect(message.notifies).toEqual([ana.id]);
    await message.thread.expectMessage('Well done');
    await slack.channel('sales').expectEphemeral('It is yours', { to: ana });
    await slack.expectNothingElse();
  });

  it('a modal is filled in by its labels, refuses, and is sent', async () => {
    await using scene = await story();
    const { slack, ana } = scene;
    const message = await slack.channel('sales').expectMessage(/Jane Doe/);
    const modal = await message.action('Reject...').click({ as: ana });
    await slack.modal({ of: ana }).expect(/Why/);
    await modal.submit();
    await modal.expectError('This is a required field', { at: 'Why?' });
    await modal.select('Why?', 'Wrong role or level');
    await modal.fill('What would have made it good?', 'no');
    await modal.submit();
    await modal.expectError('Say more');
    await modal.fill('What would have made it good?', 'A bigger team');
    await modal.submit();
    await modal.expectClosed();
    expect(modal.isOpen).toBe(false);
    await slack.direct(ana).expectMessage('Rejected: role, A bigger team');
    await slack.expectNothingElse();
  });

  it('overflow menus and slash commands go by their words', async () => {
    await using scene = await story();
    const { slack, ana } = scene;
    const message = await slack.channel('sales').expectMessage(/Jane Doe/);
    await (await message.overflow('Full brief').click({ as: ana })).expect(/Brief/);
    await ana.types('/lead jane@acme.example', { in: 'sales' });
    await slack.channel('sales').expectEphemeral('Looked for jane@acme.example', { to: ana });
    await slack.expectNothingElse();
  });

  it('a failed expectation tells what is there', async () => {
    await using scene = await story();
    const { slack, ana } = scene;
    await expect(slack.expectNothingElse()).rejects.toThrow(/Unexpected messages.*Jane Doe/s);
    const message = await slack.channel('sales').expectMessage(/Jane Doe/);
    await expect(message.action('Delete').click({ as: ana })).rejects.toThrow(/Claim.*Reject/s);
  });
});
