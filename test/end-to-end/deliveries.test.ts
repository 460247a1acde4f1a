import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimHandover, releaseHandover } from '../../src/handover/claim.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { listStuck, retryDelivery } from '../../src/reports/stuck-deliveries.ts';
import type { ChannelView } from '../workspace/channel.ts';
import type { MessageView } from '../workspace/message.ts';
import { examplePlaybook } from '../scoring/example.ts';
import { startSlack, type SlackPerson, type SlackUnderTest } from '../workspace/start-slack.ts';
import { JANE, janeIsReady } from './leads.ts';
import { type BatonUnderTest, startBatonOn } from './start.ts';

const soon = { timeout: 20_000, interval: 20 };
let slack: SlackUnderTest;
let baton: BatonUnderTest;
let channel: ChannelView;
let feedback: ChannelView;
let ana: SlackPerson;
let cardOfJane: MessageView;
let cardOfOmar: MessageView;

beforeAll(async () => {
  slack = await startSlack({ deadlineMs: 20_000 });
  baton = await startBatonOn(slack);
  channel = slack.channel('sales-dach');
  feedback = slack.channel('marketing-feedback');
  ana = slack.person('ana');
});
afterAll(async () => {
  await baton.stop();
  await slack[Symbol.asyncDispose]();
});

/** Makes a lead ready (the eighth is the channel's last for the day), of a company of its own, so that it is owed a card. */
async function handOver(name: string): Promise<void> {
  const domain = name.toLowerCase().replace(' ', '-');
  const company = { ...JANE.company, name: `${name} AG` };
  await baton.post(...janeIsReady({ name, email: `lead@${domain}.example`, company }));
  await baton.tick();
}

const callsOf = (method: string) => slack.workspace.calls.filter((call) => call.method === method);
const stuck = () => listStuck(baton.database);

/** Claims a card and takes what marketing is told of it. */
async function claim(card: MessageView): Promise<void> {
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await feedback.expectMessage(/claimed by/i);
}

test('a channel that Slack refuses is told of once, where and how to mend it, and goes on by itself when mended', async () => {
  slack.workspace.faults.archive('sales-dach');
  await handOver('Jane Doe');
  const note = await feedback.expectMessage(/#sales-dach wait.*is_archived.*Unarchive/);
  await handOver('Omar Haddad');
  await expect
    .poll(stuck, soon)
    .toMatchObject([{ id: null, channel: 'sales-dach', what: '2 messages', state: 'refused' }]);
  slack.workspace.faults.unarchive('sales-dach');
  cardOfJane = await channel.expectMessage(/Jane Doe/);
  cardOfOmar = await channel.expectMessage(/Omar Haddad/);
  await note.expectUpdate(/reach #sales-dach again/);
  expect(await stuck()).toEqual([]);
  await slack.expectNothingElse();
});

test('a revoked token stops the deliveries and readiness says so; all of it comes when the token works again', async () => {
  const ready = async () => (await fetch(`${baton.url}/readyz`)).json();
  slack.workspace.faults.revokeTokens();
  await handOver('Li Wei');
  await expect.poll(ready, soon).toMatchObject({ deliveries: 'token_revoked' });
  const tries = callsOf('chat.postMessage').length;
  await baton.delivered();
  expect(callsOf('chat.postMessage')).toHaveLength(tries);
  slack.workspace.faults.restoreTokens();
  await channel.expectMessage(/Li Wei/);
  await expect.poll(ready, soon).toMatchObject({ deliveries: true });
  await slack.expectNothingElse();
});

test('a rate limit is waited for, and the card claimed meanwhile is drawn again', async () => {
  slack.workspace.faults.next('chat.postMessage', { kind: 'rate_limited', retryAfterSeconds: 1 });
  await handOver('Max Berg');
  const posts = () => callsOf('chat.postMessage');
  const limited = () => posts().findIndex(({ result }) => result['error'] === 'ratelimited');
  await expect.poll(limited, soon).toBeGreaterThanOrEqual(0);
  await cardOfJane.action('Claim').click({ as: ana });
  await cardOfJane.expectUpdate(/claimed by/i);
  await channel.expectMessage(/Max Berg/);
  await feedback.expectMessage(/claimed by/i);
  // What was on its way to the other channel when the refusal came is not bound by it; this channel goes in order.
  const refused = posts()[limited()];
  const next = posts()
    .slice(limited() + 1)
    .find(({ args }) => args['channel'] === refused?.args['channel']);
  expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  await slack.expectNothingElse();
});

test('a message that is gone is posted anew', async () => {
  slack.workspace.faults.next('chat.update', { kind: 'error', error: 'message_not_found' });
  await cardOfOmar.action('Claim').click({ as: ana });
  await channel.expectMessage(/Omar Haddad[^]*claimed by/i);
  await feedback.expectMessage(/claimed by/i);
});

test('a lost answer is found behind more than a page of talk, though looking fails at first: one card', async () => {
  const { workspace } = slack;
  workspace.faults.next('chat.postMessage', { kind: 'lost_answer' });
  workspace.faults.next('conversations.history', { kind: 'error', error: 'service_unavailable' });
  const before = callsOf('conversations.history').length;
  await handOver('Nina Ost');
  const card = await channel.expectMessage(/Nina Ost/);
  for (let index = 0; index < 220; index += 1)
    await workspace.act({ type: 'say', user: ana.id, channel: channel.id, text: `talk ${index}` });
  await claim(card);
  expect(callsOf('conversations.history').length).toBeGreaterThan(before + 2);
});

test('where the history can not be read, a lost post is left to a person, who may have it posted anew', async () => {
  slack.workspace.faults.next('chat.postMessage', { kind: 'server_error' });
  slack.workspace.faults.next('conversations.history', { kind: 'error', error: 'missing_scope' });
  await handOver('Pia Falk');
  await expect
    .poll(stuck, soon)
    .toMatchObject([{ channel: 'sales-dach', what: 'card of Pia Falk', state: 'unclear' }]);
  const [unclear] = await stuck();
  expect(await retryDelivery(baton.database, unclear?.id ?? '')).toBe(true);
  expect(await retryDelivery(baton.database, 'nonsense')).toBe(false);
  await channel.expectMessage(/Pia Falk/);
  await slack.expectNothingElse();
});

test('what comes twice has one effect: clicks, modals, commands', async () => {
  slack.workspace.faults.set({ duplicates: 1 });
  await handOver('Zoe Lang');
  const card = await channel.expectMessage(/Zoe Lang/);
  const snooze = await card.action('Snooze...').click({ as: ana });
  await snooze.select('Wake it', 'In 2 weeks');
  await snooze.submit();
  await card.expectUpdate(/snoozed/i);
  const progress = await feedback.expectMessage(/Zoe Lang/);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  const reject = await card.action('Reject...').click({ as: ana });
  await reject.select('Why is it not for you?', 'No real interest');
  await reject.submit();
  await card.expectUpdate(/rejected/i);
  await progress.expectUpdate(/rejected/i);
  await feedback.expectMessage(/Zoe Lang/);
  await channel.expectEphemeral(/taught/, { to: ana });
  await ana.types('/lead', { in: 'sales-dach' });
  await channel.expectEphemeral(/claim/i, { to: ana });
  await baton.delivered();
  await slack.expectNothingElse();
  const events = await baton.database.prisma.handoverEvent.groupBy({
    by: ['event'],
    where: { handover: { lead: { name: 'Zoe Lang' } } },
    _count: true,
  });
  expect(Object.fromEntries(events.map(({ event, _count }) => [event, _count]))).toEqual({
    posted: 1,
    snooze: 1,
    claim: 1,
    reject: 1,
  });
});

test('blocks that Slack refuses are replaced by plain ones that a rep can act on, until the card is drawn again', async () => {
  slack.workspace.faults.set({});
  slack.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
  await handOver('Tom Vogel');
  const card = await channel.expectMessage(/New lead: Tom Vogel/);
  expect(card.buttons()).toEqual(['Claim']);
  await claim(card);
  expect(card.text).toContain('Likely problem');
  expect(card.buttons()).toContain('Log outcome');
});

test('what changed time and again while Slack was away is one update of the card once it is back', async () => {
  const { faults } = slack.workspace;
  const { id: handoverId } = await baton.database.prisma.handover.findFirstOrThrow({
    where: { lead: { name: 'Jane Doe' } },
  });
  const deps = {
    database: baton.database,
    playbook: livePlaybook({ playbook: examplePlaybook(), hash: 'one' }),
    log: pino({ level: 'silent' }),
    deliver: () => {},
    changed: () => {},
  };
  const by = (person: SlackPerson) => ({ handoverId, by: person.id, now: baton.clock.now });
  const ben = slack.person('ben');
  await baton.delivered();
  const updates = () =>
    callsOf('chat.update').filter(({ args, result }) => result['ok'] && args['ts'] === cardOfJane.ts);
  const before = updates().length;
  faults.set({ offline: true });
  expect(await releaseHandover(deps, by(ana))).toEqual({ ok: true });
  await baton.delivered(); // tried, in vain
  expect(await claimHandover(deps, by(ben))).toMatchObject({ ok: true });
  expect(await releaseHandover(deps, by(ben))).toEqual({ ok: true });
  expect(await claimHandover(deps, by(ben))).toMatchObject({ ok: true });
  await baton.delivered();
  expect(updates()).toHaveLength(before);

  faults.set({});
  await cardOfJane.expectUpdate(/claimed by.*ben/i);
  await expect.poll(() => baton.database.prisma.posting.count({ where: { owed: true } }), soon).toBe(0);
  await baton.delivered();
  expect(updates()).toHaveLength(before + 1);
});
