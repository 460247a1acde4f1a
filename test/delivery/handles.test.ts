import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHandles } from '../../src/delivery/handles.ts';
import { startSlack } from '../workspace/start-slack.ts';

test('a handle is a user, else a user group; whom Slack does not know is called by the bare handle, with a warning', async () => {
  await using slack = await startSlack({ userGroups: [{ handle: 'managers', members: ['ben'] }] });
  const { botToken, apiUrl, calls } = slack.workspace;
  const warnings: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) });
  const { mentionOf } = createHandles(new WebClient(botToken, { slackApiUrl: apiUrl }), () => 0, log);
  expect(await mentionOf('Sales-Lead')).toBe(`<@${slack.person('sales-lead').id}>`);
  expect(await mentionOf('@managers')).toMatch(/^<!subteam\^S[A-Z0-9]+>$/);
  expect(warnings).toEqual([]);
  expect(await mentionOf('nobody <!here>')).toBe('@nobody &lt;!here&gt;');
  expect(warnings.join()).toContain('nobody');
  const asked = calls.length;
  await mentionOf('managers');
  expect(slack.workspace.calls.length).toBe(asked); // remembered
});
