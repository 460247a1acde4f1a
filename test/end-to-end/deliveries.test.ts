import { test } from 'vitest';
import { listStuck, retryDelivery } from '../../src/reports/stuck-deliveries.ts';
import { startSlack, type SlackUnderTest } from '../workspace/start-slack.ts';
import { JANE, janeIsReady, janes } from './leads.ts';
import { type BatonUnderTest, startBatonOn } from './start.ts';

const soon = { timeout: 20_000, interval: 20 };
const OMAR = {
  email: 'omar@other.example',
  name: 'Omar Haddad',
  company: { ...JANE.company, name: 'Other AG' },
};

async function story() {
  const slack = await startSlack({ deadlineMs: 20_000 });
  const baton = await startBatonOn(slack);
  return {
    slack,
    baton,
    channel: slack.channel('sales-dach'),
    ana: slack.person('ana'),
    handOver: async (lead: object = {}) => {
      await baton.post(...janeIsReady(lead));
      await baton.tick();
    },
    async [Symbol.asyncDispose]() {
      await baton.stop();
      await slack[Symbol.asyncDispose]();
    },
  };
}

const callsOf = (slack: SlackUnderTest, method: string) =>
  slack.workspace.calls.filter((call) => call.method === method);
const stuckOf = (baton: BatonUnderTest) => listStuck(baton.database);

test.concurrent('a channel that Slack refuses is told of once, where and how to mend it, and goes on by itself when mended', async ({
  expect,
}) => {
  await using one = await story();
  const { slack, baton, channel } = one;
  slack.workspace.faults.archive('sales-dach');
  await one.handOver();
  const note = await slack
    .channel('marketing-feedback')
    .expectMessage(/#sales-dach wait.*is_archived.*Unarchive/);
  await one.handOver(OMAR);
  await expect
    .poll(() => stuckOf(baton), soon)
    .toMatchObject([{ id: null, channel: 'sales-dach', what: '2 messages', state: 'refused' }]);
  slack.workspace.faults.unarchive('sales-dach');
  await channel.expectMessage(/Jane Doe/);
  await channel.expectMessage(/Omar Haddad/);
  await note.expectUpdate(/reach #sales-dach again/);
  expect(await stuckOf(baton)).toEqual([]);
  await slack.expectNothingElse();
});

test.concurrent('a revoked token stops the deliveries and readiness says so; all of it comes when the token works again', async ({
  expect,
}) => {
  await using one = await story();
  const { slack, baton, channel, ana } = one;
  await one.handOver();
  const card = await channel.expectMessage(/Jane Doe/);
  slack.workspace.faults.revokeTokens();
  await one.handOver(OMAR);
  const ready = async () => (await fetch(`${baton.url}/readyz`)).json();
  await expect.poll(ready, soon).toMatchObject({ deliveries: 'token_revoked' });
  const tries = callsOf(slack, 'chat.postMessage').length;
  await baton.post(
    janes('demo_requested', 0, null, { ...OMAR, email: 'third@third.example', name: 'Third' }),
  );
  await baton.delivered();
  expect(callsOf(slack, 'chat.postMessage')).toHaveLength(tries);
  slack.workspace.faults.restoreTokens();
  await channel.expectMessage(/Omar Haddad/);
  await expect.poll(ready, soon).toMatchObject({ deliveries: true });
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
});

test.concurrent('a rate limit holds the method that it came for, and no other', async ({ expect }) => {
  await using one = await story();
  const { slack, channel, ana } = one;
  await one.handOver();
  const card = await channel.expectMessage(/Jane Doe/);
  slack.workspace.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfterSeconds: 2 });
  await one.handOver(OMAR);
  await expect.poll(() => callsOf(slack, 'chat.postMessage').length, soon).toBe(2);
  const limited = Date.now();
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await channel.expectMessage(/Omar Haddad/);
  const [, , after] = callsOf(slack, 'chat.postMessage').map(({ at }) => at);
  expect((after ?? 0) - limited).toBeGreaterThan(1_500);
});

test.concurrent('blocks that Slack refuses are replaced by plain ones that a rep can act on, until the card is drawn again', async ({
  expect,
}) => {
  await using one = await story();
  const { slack, channel, ana } = one;
  slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
  await one.handOver();
  const card = await channel.expectMessage(/New lead: Jane Doe/);
  expect(card.buttons()).toEqual(['Claim']);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/Likely problem[^]*/);
  expect(card.buttons()).toContain('Log outcome');
});

test.concurrent('a message that someone deleted is posted anew', async () => {
  await using one = await story();
  const { slack, channel, ana } = one;
  await one.handOver();
  const card = await channel.expectMessage(/Jane Doe/);
  slack.workspace.faults.next('chat.update', { kind: 'error', error: 'message_not_found' });
  await card.action('Claim').click({ as: ana });
  await channel.expectMessage(/claimed by/i);
});

test.concurrent('a lost answer is found behind more than a page of talk, and the card is not posted twice', async ({
  expect,
}) => {
  await using one = await story();
  const { slack, channel, ana } = one;
  const { workspace } = slack;
  workspace.faults.next('chat.postMessage', { kind: 'lost_answer' });
  workspace.faults.next('conversations.history', { kind: 'server_error' });
  await one.handOver();
  const card = await channel.expectMessage(/Jane Doe/);
  for (let index = 0; index < 220; index += 1)
    await workspace.act({ type: 'say', user: ana.id, channel: channel.id, text: `talk ${index}` });
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/claimed by/i);
  await slack.expectNothingElse();
  expect(callsOf(slack, 'conversations.history').length).toBeGreaterThan(2);
});

test.concurrent('where the history can not be read, a lost post is left to a person, who is told and may send it anew', async ({
  expect,
}) => {
  await using one = await story();
  const { slack, baton, channel } = one;
  slack.workspace.faults.next('chat.postMessage', { kind: 'server_error' });
  slack.workspace.faults.next('conversations.history', { kind: 'error', error: 'missing_scope' });
  await one.handOver();
  await expect
    .poll(() => stuckOf(baton), soon)
    .toMatchObject([{ channel: 'sales-dach', what: 'card of Jane Doe', state: 'unclear' }]);
  await one.handOver(OMAR);
  await channel.expectMessage(/Omar Haddad/);
  const [stuck] = await stuckOf(baton);
  expect(await retryDelivery(baton.database, stuck?.id ?? '')).toBe(true);
  await channel.expectMessage(/Jane Doe/);
  await slack.expectNothingElse();
});

test.concurrent('what comes twice has one effect: clicks, modals, commands', async ({ expect }) => {
  await using one = await story();
  const { slack, baton, channel, ana } = one;
  slack.workspace.faults.set({ duplicates: 1 });
  await one.handOver();
  const card = await channel.expectMessage(/Jane Doe/);
  const snooze = await card.action('Snooze...').click({ as: ana });
  await snooze.select('Wake it', 'In 2 weeks');
  await snooze.submit();
  await card.expectUpdate(/snoozed/i);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  const reject = await card.action('Reject...').click({ as: ana });
  await reject.select('Why is it not for you?', 'No real interest');
  await reject.submit();
  await card.expectUpdate(/rejected/i);
  await channel.expectEphemeral(/taught the score|taught nothing|./, { to: ana });
  await ana.types('/lead', { in: 'sales-dach' });
  await channel.expectEphemeral(/claim/i, { to: ana });
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Rejected/i);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  await baton.delivered();
  await slack.expectNothingElse();
  const events = await baton.database.prisma.handoverEvent.groupBy({ by: ['event'], _count: true });
  expect(events.map(({ _count }) => _count)).toEqual(events.map(() => 1));
});
