import { describe, expect, it } from 'vitest';
import { methods } from '../../src/sandbox/api/methods.ts';
import { beyond, coverage } from '../../src/sandbox/coverage.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf, refusal } from './bolt-app.ts';

describe('the coverage matrix', () => {
  it('lists every method there is, and no other', () => {
    expect(Object.keys(coverage).toSorted()).toEqual([...methods.keys()].toSorted());
  });

  it('says what is left out wherever a method goes only part of the way', () => {
    const silent = Object.entries({ ...coverage, ...beyond }).filter(
      ([, one]) => (one.leftOut === undefined) !== (one.reach === 'full'),
    );
    expect(silent).toEqual([]);
  });

  it('each listed method answers over HTTP, and any other is unknown', async () => {
    await using workspace = await startWorkspace();
    const unknown: string[] = [];
    for (const [name, { token }] of methods) {
      const client = clientOf(workspace, token === 'app' ? workspace.appToken : workspace.botToken);
      if ((await refusal(client.apiCall(name))) === 'unknown_method') unknown.push(name);
    }
    expect(unknown).toEqual([]);
    expect(await refusal(clientOf(workspace).apiCall('admin.users.list'))).toBe('unknown_method');
  });

  it('each method that needs a token refuses calls without one and with a wrong one', async () => {
    await using workspace = await startWorkspace();
    const codes = new Map<string, string[]>();
    for (const [name, { token }] of methods) {
      if (token === 'none') continue;
      const without = await refusal(clientOf(workspace, '').apiCall(name));
      codes.set(name, [without, await refusal(clientOf(workspace, 'xoxb-wrong').apiCall(name))]);
    }
    expect(new Set([...codes.values()].map((pair) => pair.join()))).toEqual(
      new Set(['not_authed,invalid_auth']),
    );
    expect(await refusal(clientOf(workspace).apiCall('apps.connections.open'))).toBe(
      'not_allowed_token_type',
    );
    const appClient = clientOf(workspace, workspace.appToken);
    expect(await refusal(appClient.apiCall('chat.postMessage'))).toBe('not_allowed_token_type');
  });
});
