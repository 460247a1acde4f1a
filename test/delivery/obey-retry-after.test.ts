import { expect, test } from 'vitest';
import { obeyRetryAfter } from '../../src/delivery/obey-retry-after.ts';
import { clientOf, refusal } from '../sandbox/bolt-app.ts';
import { startSlack } from '../workspace/start-slack.ts';

/** A workspace and a client that obeys it, at a time that the test sets. */
async function startObeying() {
  const slack = await startSlack();
  const clock = { ms: 0 };
  const client = clientOf(slack.workspace, slack.workspace.botToken, {
    fetch: obeyRetryAfter(fetch, () => clock.ms),
  });
  return {
    client,
    clock,
    limit: (method: string, retryAfterSeconds: number) =>
      slack.workspace.faults.next(method, { kind: 'rate_limited', retryAfterSeconds }),
    asked: (method: string) => slack.workspace.calls.filter((call) => call.method === method).length,
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  };
}

test('while Slack asks to wait it is not called: who calls is told at once what is left of the wait', async () => {
  await using slack = await startObeying();
  slack.limit('users.list', 7);
  const list = () => slack.client.users.list({ limit: 10 });
  await expect(list()).rejects.toMatchObject({ retryAfter: 7 });
  slack.clock.ms = 5_500;
  await expect(list()).rejects.toMatchObject({ retryAfter: 2 });
  expect(slack.asked('users.list')).toBe(1);
  slack.clock.ms = 7_000;
  expect(await list()).toMatchObject({ ok: true });
  expect(slack.asked('users.list')).toBe(2);
});

test('it holds the method that it came for, whatever its arguments, and no other', async () => {
  await using slack = await startObeying();
  slack.limit('chat.postMessage', 60);
  const post = (channel: string) => refusal(slack.client.chat.postMessage({ channel, text: 'x' }));
  expect([await post('#sales'), await post('#sales-dach')]).toEqual([
    'WebAPIRateLimitedError',
    'WebAPIRateLimitedError',
  ]);
  expect(slack.asked('chat.postMessage')).toBe(1);
  expect(await slack.client.conversations.list({})).toMatchObject({ ok: true });
});

test('of calls that were under way together, the longest wait holds', async () => {
  const waits = ['30', '5'];
  const clock = { ms: 0 };
  const call = obeyRetryAfter(
    async () => new Response('{}', { status: 429, headers: { 'retry-after': waits.shift() ?? '1' } }),
    () => clock.ms,
  );
  const ask = () => call('https://slack.example/api/users.info?user=U1');
  await Promise.all([ask(), ask()]);
  clock.ms = 10_000;
  expect((await ask()).headers.get('retry-after')).toBe('20');
});
