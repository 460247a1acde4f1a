import { expect, test } from 'vitest';
import { createChannels } from '../../src/delivery/channels.ts';
import { defaultPeople } from '../../src/sandbox/workspace/defaults.ts';
import { clientOf, refusal } from '../sandbox/bolt-app.ts';
import { startSlack } from '../workspace/start-slack.ts';

test('the reps of a channel are its people: no bots, known again without asking', async () => {
  await using slack = await startSlack({
    people: [...defaultPeople, { name: 'standup', is_bot: true }],
    channels: [{ name: 'sales', members: ['ana', 'ben', 'standup'] }],
  });
  const channels = createChannels(clientOf(slack.workspace), () => 0);
  const [ana, ben] = ['ana', 'ben'].map((name) => slack.person(name).id);
  expect(new Set(await channels.repsOf('sales'))).toEqual(new Set([ana, ben]));
  const asked = slack.workspace.calls.length;
  expect(await channels.repsOf('sales')).toHaveLength(2);
  expect(slack.workspace.calls).toHaveLength(asked);
  expect(await channels.repsOf('nowhere')).toBeNull();
});

test('when Slack refuses to say who somebody is, that is thrown, not taken for nobody', async () => {
  await using slack = await startSlack();
  const channels = createChannels(clientOf(slack.workspace), () => 0);
  slack.workspace.faults.next('users.info', { kind: 'error', error: 'missing_scope' });
  expect(await refusal(channels.repsOf('sales'))).toBe('missing_scope');
});
