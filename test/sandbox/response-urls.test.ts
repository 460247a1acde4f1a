import { describe, expect, it } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { clientOf, startBolt } from './bolt-app.ts';

const block = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;
const go = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const;
const card = [block('card'), { type: 'actions', elements: [go] } as const];

/** A workspace with a card whose button hands out its response_url. */
async function open() {
  const clock = { now: 1_772_442_000_000 };
  const slack = await startSlack({ now: () => clock.now, deadlineMs: 2000 });
  const urls: string[] = [];
  const bolt = await startBolt(slack.workspace, (app) => {
    app.action('go', async ({ ack, body }) => {
      await ack();
      if (body.type === 'block_actions') urls.push(body.response_url);
    });
    app.command('/card', async ({ ack }) => await ack({ text: 'card', blocks: card }));
  });
  const ana = slack.person('ana');
  const post = async (body: object) => {
    const answer = await fetch(urls.at(-1) ?? '', { method: 'POST', body: JSON.stringify(body) });
    const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
    return ok ? 'ok' : `${answer.status} ${error ?? ''}`;
  };
  return {
    slack,
    ana,
    clock,
    post,
    async [Symbol.asyncDispose]() {
      await bolt[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
    },
  };
}

describe('response_url', () => {
  it('answers five times within half an hour', async () => {
    await using scene = await open();
    const { slack, ana, post, clock } = scene;
    await clientOf(slack.workspace).chat.postMessage({ channel: '#sales', text: 'card', blocks: card });
    const message = await slack.channel('sales').expectMessage('card');
    await message.action('Go').click({ as: ana });
    const answers: string[] = [];
    for (let index = 0; index < 6; index += 1) answers.push(await post({ text: `answer ${index}` }));
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', '404 used_url']);
    await slack.channel('sales').expectEphemeral('answer 4', { to: ana });
    await message.action('Go').click({ as: ana });
    clock.now += 30 * 60_000 + 1;
    expect(await post({ text: 'late' })).toBe('404 expired_url');
  });

  it('replaces and deletes what it answers to, seen by one or by all', async () => {
    await using scene = await open();
    const { slack, ana, post } = scene;
    await clientOf(slack.workspace).chat.postMessage({ channel: '#sales', text: 'card', blocks: card });
    const shared = await slack.channel('sales').expectMessage('card');
    await ana.types('/card', { in: 'sales' });
    const mine = await slack.channel('sales').expectEphemeral('card', { to: ana });
    for (const message of [shared, mine]) {
      await message.action('Go').click({ as: ana });
      expect(await post({ text: 'new', blocks: [block('new')], replace_original: true })).toBe('ok');
      expect(message.text).toBe('new');
      expect(await post({ delete_original: true })).toBe('ok');
      await message.expectDeleted();
    }
  });

  it('is checked as strictly as any message', async () => {
    await using scene = await open();
    const { slack, ana, post } = scene;
    await ana.types('/card', { in: 'sales' });
    const mine = await slack.channel('sales').expectEphemeral('card', { to: ana });
    await mine.action('Go').click({ as: ana });
    expect(await post({ text: 'x', blocks: [{ type: 'header' }] })).toBe('400 invalid_blocks');
    expect(await post({ response_type: 'in_channel' })).toBe('400 no_text');
    expect(await post({ response_type: 'in_channel', text: 'for all' })).toBe('ok');
    await slack.channel('sales').expectMessage('for all');
  });
});
