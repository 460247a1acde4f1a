import { expect, test } from 'vitest';
import { type SlackUnderTest, startSlack } from '../workspace/start-slack.ts';
import { emptyFolder, runBaton } from './run-baton.ts';

const SCOPES = [
  'commands',
  'chat:write',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:write',
  'im:history',
  'files:write',
  'users:read',
  'usergroups:read',
];
const CHANNELS = ['sales-dach', 'sales', 'marketing-feedback'].map((name) => ({ name }));

async function check(slack: SlackUnderTest, env: Record<string, string> = {}) {
  await using folder = await emptyFolder();
  const { code, out, errors } = await runBaton(['slack', 'check'], {
    cwd: folder.path,
    env: { ...slack.env, ...env },
  });
  return { code, errors, lines: out.trim().split('\n') };
}

test('tokens, scopes and channels that are right are ok', async () => {
  await using slack = await startSlack({ channels: CHANNELS, scopes: SCOPES });
  expect(await check(slack)).toEqual({
    code: 0,
    errors: '',
    lines: [
      expect.stringMatching(/^ok {6}bot token: \w+ in Local$/),
      'ok      scopes: all that manifest.yml asks for',
      'ok      #sales-dach',
      'ok      #sales',
      'ok      #marketing-feedback',
      'ok      app token: Socket Mode opens',
    ],
  });
});

test('a wrong bot token is said, and the app token checked all the same', async () => {
  await using slack = await startSlack({ channels: CHANNELS });
  expect(await check(slack, { SLACK_BOT_TOKEN: 'xoxb-wrong' })).toEqual({
    code: 1,
    errors: '',
    lines: [
      'FAILED  bot token: Slack does not know this token; copy it again from the settings of the app',
      'ok      app token: Socket Mode opens',
    ],
  });
});

test('a wrong app token is said', async () => {
  await using slack = await startSlack({ channels: CHANNELS });
  const { code, lines } = await check(slack, { SLACK_APP_TOKEN: 'xapp-wrong' });
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(
    'FAILED  app token: Slack does not know this token; copy it again from the settings of the app',
  );
});

test('missing scopes are named', async () => {
  const scopes = SCOPES.filter((scope) => !scope.startsWith('groups:'));
  await using slack = await startSlack({ channels: CHANNELS, scopes });
  const { code, lines } = await check(slack);
  expect(code).toBe(1);
  expect(lines[1]).toBe(
    'MISSING scopes: groups:read, groups:history; add them to the app under OAuth & Permissions, then reinstall it',
  );
});

test('a scope that looking at channels needs is named at each channel', async () => {
  await using slack = await startSlack({ channels: CHANNELS });
  slack.workspace.faults.next('conversations.list', { kind: 'error', error: 'missing_scope' }, 3);
  const { code, lines } = await check(slack);
  expect(code).toBe(1);
  expect(lines).toContain(
    'FAILED  #sales: the app lacks a scope for this; add it in its settings, then reinstall it',
  );
});

test('a channel that is missing, and one without the bot, are told apart', async () => {
  await using slack = await startSlack({
    channels: [{ name: 'sales' }, { name: 'marketing-feedback', without_app: true }],
  });
  const { code, lines } = await check(slack);
  expect(code).toBe(1);
  expect(lines).toContain(
    'MISSING #sales-dach: create it, or name another in the playbook; a private one needs the bot invited first',
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^MISSING #marketing-feedback: type "\/invite @\w+" there$/),
  );
  expect(lines).toContain('ok      #sales');
});

test('a Slack that can not be reached is said once, without a stack', async () => {
  await using slack = await startSlack({ channels: CHANNELS });
  const { code, errors, lines } = await check(slack, { SLACK_API_URL: 'http://127.0.0.1:1/api/' });
  expect({ code, errors }).toEqual({ code: 1, errors: '' });
  expect(lines).toEqual([
    expect.stringMatching(/^FAILED {2}bot token: Slack could not be reached/),
    expect.stringMatching(/^FAILED {2}app token: Slack could not be reached/),
  ]);
});

test('without tokens it says what that means', async () => {
  await using folder = await emptyFolder();
  const { code, errors } = await runBaton(['slack', 'check'], { cwd: folder.path });
  expect({ code, errors }).toEqual({
    code: 1,
    errors:
      'No Slack tokens are set, so Baton would run on a Slack of its own. The README says how to connect yours.\n',
  });
});
