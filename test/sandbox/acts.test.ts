import type { App, BlockAction } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { defaultPeople } from '../../src/sandbox/workspace/defaults.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { clientOf, startBolt } from './bolt-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const claim = { type: 'button', action_id: 'claim', text: plain('Claim') } as const;
const menu = { type: 'users_select', action_id: 'who', placeholder: plain('Hand to') } as const;
const blocks = [{ type: 'actions', block_id: 'b', elements: [claim, menu] } as const];

async function open(listen: (app: App) => void, options = {}) {
  const slack = await startSlack({ deadlineMs: 3000, ...options });
  const bolt = await startBolt(slack.workspace, listen);
  const client = clientOf(slack.workspace);
  return {
    slack,
    client,
    card: async () => {
      await client.chat.postMessage({ channel: '#sales', text: 'card', blocks });
      return await slack.channel('sales').expectMessage('card');
    },
    async [Symbol.asyncDispose]() {
      await bolt[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
    },
  };
}

describe('clicks', () => {
  it('a hundred people click at once, and each is heard once', async () => {
    const reps = Array.from({ length: 100 }, (_, index) => ({ name: `rep-${index}` }));
    const heard: string[] = [];
    await using scene = await open(
      (app) =>
        app.action<BlockAction>('claim', async ({ ack, body }) => {
          heard.push(body.user.id);
          await ack();
        }),
      { people: [...defaultPeople, ...reps] },
    );
    const card = await scene.card();
    await Promise.all(reps.map((rep) => card.action('Claim').click({ as: scene.slack.person(rep.name) })));
    expect(heard).toHaveLength(100);
    expect(new Set(heard).size).toBe(100);
  });

  it('what was chosen in a message stays chosen, for who chose it', async () => {
    const states: unknown[] = [];
    await using scene = await open((app) => {
      app.action('who', async ({ ack }) => await ack());
      app.action<BlockAction>('claim', async ({ ack, body }) => {
        await ack();
        states.push(body.state?.values['b']?.['who']?.selected_user);
      });
    });
    const { slack } = scene;
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    const card = await scene.card();
    await card.select('Hand to', 'lena', { as: ana });
    await card.action('Claim').click({ as: ana });
    await card.action('Claim').click({ as: ben });
    expect(states).toEqual([slack.person('lena').id, null]);
  });

  it('whoever can look into a public channel can click there; in a private one only members', async () => {
    const channels = [
      { name: 'sales', members: ['ana'] },
      { name: 'secret', members: ['ana'], is_private: true },
    ];
    await using scene = await open((app) => app.action('claim', async ({ ack }) => await ack()), {
      channels,
    });
    const { slack, client } = scene;
    await client.chat.postMessage({ channel: '#secret', text: 'card', blocks });
    const [open_, closed] = [await scene.card(), await slack.channel('secret').expectMessage('card')];
    const ben = slack.person('ben');
    expect(await open_.action('Claim').tryClick({ as: ben })).toEqual({ ok: true });
    expect(await closed.action('Claim').tryClick({ as: ben })).toMatchObject({ ok: false });
    expect(await closed.action('Claim').tryClick({ as: slack.person('ana') })).toEqual({ ok: true });
  });

  it('what is seen by one is clicked by one, and the app is not shown the message again', async () => {
    const heard: BlockAction[] = [];
    await using scene = await open((app) =>
      app.action<BlockAction>('claim', async ({ ack, body }) => {
        await ack();
        heard.push(body);
      }),
    );
    const { slack, client } = scene;
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    await client.chat.postEphemeral({
      channel: slack.channel('sales').id,
      user: ana.id,
      text: 'yours',
      blocks,
    });
    const mine = await slack.channel('sales').expectEphemeral('yours', { to: ana });
    expect(await mine.action('Claim').tryClick({ as: ben })).toMatchObject({ ok: false });
    await mine.action('Claim').click({ as: ana });
    expect(heard).toMatchObject([{ container: { is_ephemeral: true, message_ts: mine.ts } }]);
    expect(heard[0]?.message).toBeUndefined();
  });
});

describe('the message box', () => {
  it('knows which commands there are, and where they work', async () => {
    const commands = [{ command: '/lead' }];
    await using scene = await open((app) => app.command('/lead', async ({ ack }) => await ack('Here')), {
      commands,
    });
    const { slack } = scene;
    const [ana, mia] = [slack.person('ana'), slack.person('mia')];
    expect(await ana.tries('/lead x', { in: 'sales' })).toEqual({ ok: true });
    expect(await ana.tries('/laed x', { in: 'sales' })).toMatchObject({
      error: expect.stringContaining('not a valid command'),
    });
    expect(await mia.tries('/lead x', { in: 'sales' })).toMatchObject({
      error: 'Join this channel to write in it.',
    });
    const card = await scene.card();
    await expect(card.reply('/lead x', { as: ana })).rejects.toThrow('not supported in threads');
    await card.reply('Nice one', { as: ana });
    expect(slack.workspace.messages('sales').at(-1)).toMatchObject({
      text: 'Nice one',
      thread_ts: card.ts,
      user: ana.id,
    });
  });

  it('a message is an event for an app that subscribes to messages', async () => {
    const heard: string[] = [];
    await using scene = await open(
      (app) => app.message(async ({ message }) => void heard.push(JSON.stringify(message))),
      {
        events: ['message'],
      },
    );
    await scene.slack.person('ana').types('Hello', { in: 'sales' });
    await expect.poll(() => heard.length).toBe(1);
    expect(JSON.parse(heard[0] ?? '')).toMatchObject({
      type: 'message',
      text: 'Hello',
      channel_type: 'channel',
    });
  });
});

describe('shortcuts', () => {
  it('open modals from anywhere', async () => {
    await using scene = await open((app) =>
      app.shortcut('new', async ({ ack, body, client }) => {
        await ack();
        const title = plain('From a shortcut');
        await client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title, blocks: [] } });
      }),
    );
    const modal = await scene.slack.person('ana').shortcut('new');
    await modal.expect('From a shortcut');
    expect(await modal.trySubmit()).toEqual({ ok: false, error: 'There is nothing to submit here.' });
  });
});
