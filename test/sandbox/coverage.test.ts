import { describe, expect, it } from 'vitest';
import { methods } from '../../src/sandbox/api/methods.ts';
import { coverage } from '../../src/sandbox/coverage.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf, refusal } from './bolt-app.ts';

describe('the coverage matrix', () => {
  it('lists every method there is, and no other', () => {
    expect(Object.keys(coverage).toSorted()).toEqual([...methods.keys()].toSorted());
  });

  it('says what is left out wherever a method goes only part of the way', () => {
    for (const [name, { reach, leftOut = [] }] of Object.entries(coverage)) {
      expect(leftOut.length > 0, name).toBe(reach === 'part');
    }
  });

  it('each listed method answers over HTTP, and any other is unknown', async () => {
    await using workspace = await startWorkspace();
    for (const [name, { token }] of methods) {
      const client = clientOf(workspace, token === 'app' ? workspace.appToken : workspace.botToken);
      expect(await refusal(client.apiCall(name)), name).not.toBe('unknown_method');
    }
    expect(await refusal(clientOf(workspace).apiCall('admin.users.list'))).toBe('unknown_method');
  });

  it('each method that needs a token refuses calls without one and with a wrong one', async () => {
    await using workspace = await startWorkspace();
    for (const [name, { token }] of methods) {
      if (token === 'none') continue;
      expect(await refusal(clientOf(workspace, '').apiCall(name)), name).toBe('not_authed');
      expect(await refusal(clientOf(workspace, 'xoxb-wrong').apiCall(name)), name).toBe('invalid_auth');
    }
    expect(await refusal(clientOf(workspace).apiCall('apps.connections.open'))).toBe(
      'not_allowed_token_type',
    );
    expect(await refusal(clientOf(workspace, workspace.appToken).apiCall('chat.postMessage'))).toBe(
      'not_allowed_token_type',
    );
  });
});
