import { describe, expect, it } from 'vitest';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf } from './bolt-app.ts';

/** A workspace whose clock the test moves. */
async function open(rates = {}) {
  const clock = { now: 1_772_442_000_000 };
  const workspace = await startWorkspace({ rates, now: () => clock.now });
  const client = clientOf(workspace);
  const post = async (channel: string) => await waitOf(client.chat.postMessage({ channel, text: 'x' }));
  return { workspace, client, clock, post, [Symbol.asyncDispose]: () => workspace.stop() };
}

/** Seconds that Slack asks to wait; 0 when the call went through. */
async function waitOf(call: Promise<unknown>): Promise<number> {
  try {
    await call;
    return 0;
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
    throw error;
  }
}

describe('rate limits', () => {
  it('a channel takes one post a second, after a short burst', async () => {
    await using slack = await open();
    const waits: number[] = [];
    for (let index = 0; index < 5; index += 1) waits.push(await slack.post('#sales'));
    expect(waits).toEqual([0, 0, 0, 1, 1]);
    expect(await slack.post(slack.workspace.channel('sales')?.id ?? '')).toBe(1);
    expect(await slack.post('#general')).toBe(0);
    slack.clock.now += 1000;
    expect(await slack.post('#sales')).toBe(0);
    expect(await slack.post('#sales')).toBe(1);
    expect(slack.workspace.messages('sales')).toHaveLength(4);
  });

  it('without a burst the second post in a second waits', async () => {
    await using slack = await open({ postBurst: 1 });
    expect(await slack.post('#sales')).toBe(0);
    expect(await slack.post('#sales')).toBe(1);
  });

  it('a method of tier 3 takes fifty calls at once, then one every 1.2 seconds', async () => {
    await using slack = await open();
    const { client, clock, workspace } = slack;
    const channel = workspace.channel('sales')?.id ?? '';
    const calls = Array.from({ length: 51 }, () => waitOf(client.conversations.info({ channel })));
    const waits = await Promise.all(calls);
    expect(waits.filter((wait) => wait > 0)).toEqual([2]);
    clock.now += 1200;
    expect(await waitOf(client.conversations.info({ channel }))).toBe(0);
    expect(workspace.calls.filter((call) => call.status === 429)).toHaveLength(1);
  });

  it('can be lifted', async () => {
    await using workspace = await startWorkspace({ rates: false });
    const client = clientOf(workspace);
    const posts = Array.from({ length: 30 }, () => client.chat.postMessage({ channel: '#sales', text: 'x' }));
    expect(await Promise.all(posts)).toHaveLength(30);
  });
});
