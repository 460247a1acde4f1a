import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf, refusal, startBolt } from './bolt-app.ts';

async function open(seed = 1) {
  const workspace = await startWorkspace({ rates: false, seed });
  const client = clientOf(workspace);
  const post = async () => await refusal(client.chat.postMessage({ channel: '#sales', text: 'x' }));
  return { workspace, client, post, [Symbol.asyncDispose]: () => workspace.stop() };
}

describe('faults', () => {
  it('a lost answer leaves the work done', async () => {
    await using slack = await open();
    slack.workspace.faults.next('chat.postMessage', { kind: 'lost_answer' });
    expect(await slack.post()).toBe('WebAPIRequestError');
    expect(slack.workspace.messages('sales')).toHaveLength(1);
    expect(await slack.post()).toBe('ok');
  });

  it('a 500 leaves nothing done', async () => {
    await using slack = await open();
    slack.workspace.faults.next('chat.postMessage', { kind: 'server_error' }, 2);
    expect([await slack.post(), await slack.post(), await slack.post()]).toEqual([
      'WebAPIHTTPError',
      'WebAPIHTTPError',
      'ok',
    ]);
    expect(slack.workspace.messages('sales')).toHaveLength(1);
  });

  it('any of Slack\u2019s own errors can be had, and 429 with how long to wait', async () => {
    await using slack = await open();
    slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    slack.workspace.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfterSeconds: 7 });
    expect(await slack.post()).toBe('fatal_error');
    const limited = slack.client.chat.postMessage({ channel: '#sales', text: 'x' });
    await expect(limited).rejects.toMatchObject({ retryAfter: 7 });
  });

  it('the same seed fails the same calls', async () => {
    const runs: string[][] = [];
    for (const seed of [5, 5, 6]) {
      await using slack = await open(seed);
      slack.workspace.faults.set({ serverErrors: 0.3, lostAnswers: 0.3 });
      const results: string[] = [];
      for (let index = 0; index < 20; index += 1) results.push(await slack.post());
      runs.push(results);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    expect(new Set(runs[0])).toEqual(new Set(['ok', 'WebAPIHTTPError', 'WebAPIRequestError']));
  });

  it('can be for one method alone, and end', async () => {
    await using slack = await open();
    slack.workspace.faults.set({ methods: { 'chat.postMessage': { serverErrors: 1 } } });
    expect(await slack.post()).toBe('WebAPIHTTPError');
    expect(await refusal(slack.client.auth.test())).toBe('ok');
    slack.workspace.faults.set({});
    expect(await slack.post()).toBe('ok');
  });

  it('latency comes before the work', async () => {
    await using slack = await open();
    slack.workspace.faults.set({ latencyMs: 60 });
    const before = performance.now();
    const posting = slack.post();
    expect(slack.workspace.messages('sales')).toHaveLength(0);
    expect(await posting).toBe('ok');
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  it('offline, nothing answers and no socket stays', async () => {
    await using slack = await open();
    const { workspace } = slack;
    await using _bolt = await startBolt(workspace, () => undefined);
    expect(workspace.connections).toBe(1);
    workspace.faults.set({ offline: true });
    await expect.poll(() => workspace.connections).toBe(0);
    expect(await slack.post()).toBe('WebAPIRequestError');
    const user = workspace.person('ana')?.id ?? '';
    const channel = workspace.channel('sales')?.id ?? '';
    expect(await workspace.act({ type: 'say', user, channel, text: '/lead' })).toMatchObject({ ok: false });
  });

  it('revoked tokens open nothing until they are restored', async () => {
    await using slack = await open();
    slack.workspace.faults.revokeTokens();
    expect(await slack.post()).toBe('token_revoked');
    expect(await refusal(clientOf(slack.workspace, slack.workspace.appToken).apps.connections.open())).toBe(
      'token_revoked',
    );
    slack.workspace.faults.restoreTokens();
    expect(await slack.post()).toBe('ok');
  });

  it('sockets are cut again and again', async () => {
    await using slack = await open();
    const { workspace } = slack;
    await using _bolt = await startBolt(workspace, () => undefined);
    workspace.faults.set({ cutSocketsEveryMs: 20 });
    await expect.poll(() => workspace.connections).toBe(0);
  });
});
