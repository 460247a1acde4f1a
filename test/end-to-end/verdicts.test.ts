import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady, janes } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

async function janesCard() {
  const slack = await startSlack();
  const baton = await startBatonOn(slack);
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  return {
    slack,
    baton,
    card,
    ana: slack.person('ana'),
    mia: slack.person('mia'),
    async [Symbol.asyncDispose]() {
      await baton.stop();
      await slack[Symbol.asyncDispose]();
    },
  };
}

test('a snoozed card wakes at its time and quotes the note', async () => {
  await using story = await janesCard();
  const { slack, baton, card, ana } = story;
  const modal = await card.action('Snooze...').click({ as: ana });
  await modal.select('Wake it', '1h');
  await modal.fill('Note to yourself', 'after her board meeting');
  await modal.submit();
  await card.expectUpdate(/snoozed/i);
  const told = await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Snoozed/);
  expect(told.text).not.toContain('board meeting');
  baton.clock.now = new Date(MONDAY.getTime() + 59 * 60_000);
  await baton.tick();
  expect(card.text).toMatch(/snoozed/i);
  baton.clock.now = new Date(MONDAY.getTime() + 60 * 60_000);
  await baton.tick();
  await card.expectUpdate(/the time you chose has come[^]*after her board meeting/);
  await told.expectUpdate(/the time you chose has come/);
  expect(told.text).not.toContain('board meeting');
  await slack.expectNothingElse();
});

test('a snoozed card wakes at once when the lead raises a hand', async () => {
  await using story = await janesCard();
  const { baton, card, ana } = story;
  const modal = await card.action('Snooze...').click({ as: ana });
  const own = 'Or at a time of your own';
  await modal.fill(own, MONDAY.getTime() / 1000 - 60);
  await modal.fill('Note to yourself', 'ask about the audit');
  await modal.trySubmit();
  await modal.expectError(/has passed/, { at: own });
  await modal.fill(own, MONDAY.getTime() / 1000 + 10 * 86_400);
  await modal.submit();
  await card.expectUpdate(/snoozed[^]*ask about the audit/i);
  baton.clock.now = new Date(MONDAY.getTime() + 3_600_000);
  await baton.post(janes('demo_requested', -1 / 48));
  await card.expectUpdate(/Awake again:[^]*requested a demo[^]*“ask about the audit”/);
  expect(card.buttons()).toContain('Claim');
});

test('a rejection tells marketing why, and marketing can hand the lead over again: its card is seen again and waits anew', async () => {
  await using story = await janesCard();
  const { slack, baton, card, ana, mia } = story;
  const modal = await card.action('Reject...').click({ as: ana });
  await modal.trySubmit();
  await modal.expectError(/required/, { at: 'Why is it not for you?' });
  expect(JSON.stringify(modal.view?.view)).toContain('Score said +30 for decision maker');
  await modal.select('Why is it not for you?', 'Wrong role or level');
  await modal.fill('What would have made it good?', 'Someone who owns the close');
  await modal.submit();
  await card.expectUpdate(/Wrong role or level/);
  await slack.channel('sales-dach').expectEphemeral(/taught the score/, { to: ana });
  const report = await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  for (const part of [
    'Wrong role or level',
    'Someone who owns the close',
    'linkedin',
    'Month-end close checklist',
  ]) {
    expect(report.text).toContain(part);
  }
  await report.action('Hand over again').click({ as: mia });
  await report.expectUpdate(/Handed over again/);
  await card.expectUpdate(/Likely problem/i);
  expect(card.buttons()).toContain('Claim');
  const again = await slack
    .channel('sales-dach')
    .expectMessage(/Jane Doe, Acme GmbH was handed over again by @mia: .*Wrong role or level/);
  expect(again.message).toMatchObject({ thread_ts: card.ts, subtype: 'thread_broadcast' });
  expect({ links: again.links, notifies: again.notifies }).toEqual({ links: [], notifies: [mia.id] });
  await baton.delivered();
  baton.clock.now = new Date(MONDAY.getTime() + 15 * 60_000);
  await baton.tick();
  await card.thread.expectMessage(/Nobody has taken this lead for 15 minutes/);
  await slack.expectNothingElse();
});

test('marketing asks the rep to talk: once, however often it is clicked and whatever answer is lost', async () => {
  await using story = await janesCard();
  const { slack, baton, card, ana, mia } = story;
  const modal = await card.action('Reject...').click({ as: ana });
  await modal.select('Why is it not for you?', 'No real interest');
  await modal.submit();
  const report = await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  await slack.channel('sales-dach').expectEphemeral(/taught the score/, { to: ana });
  await baton.delivered();
  slack.workspace.faults.next('chat.postMessage', { kind: 'lost_answer' });
  await Promise.all([1, 2].map(() => report.action('Thread with the rep').click({ as: mia })));
  const talk = await report.thread.expectMessage(/@ana, @mia would like to talk about why Jane Doe/);
  expect(talk.notifies.toSorted()).toEqual([ana.id, mia.id].toSorted());
  await slack
    .direct(ana)
    .expectMessage(/@mia would like to talk about why Jane Doe.*join #marketing-feedback/);
  await expect
    .poll(() => baton.database.prisma.posting.count({ where: { state: { not: 'posted' } } }), {
      timeout: 10_000,
    })
    .toBe(0);
  await slack.expectNothingElse();
});

test('a rep who is in marketing’s channel is asked in the thread alone', async () => {
  await using story = await janesCard();
  const { slack, baton, card, mia } = story;
  const lena = slack.person('sales-lead');
  const modal = await card.action('Reject...').click({ as: lena });
  await modal.select('Why is it not for you?', 'No real interest');
  await modal.submit();
  const report = await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  await slack.channel('sales-dach').expectEphemeral(/taught the score/, { to: lena });
  await report.action('Thread with the rep').click({ as: mia });
  await report.thread.expectMessage(/@sales-lead, @mia would like to talk about why Jane Doe/);
  await baton.delivered();
  await slack.expectNothingElse();
});

test('a rejected lead does not come back by itself', async () => {
  await using story = await janesCard();
  const { slack, baton, card, ana, mia } = story;
  const modal = await card.action('Reject...').click({ as: ana });
  await modal.select('Why is it not for you?', 'Right lead but wrong time');
  await modal.submit();
  const report = await slack.channel('marketing-feedback').expectMessage(/wrong time/);
  await report.action('Back to nurture').click({ as: mia });
  await report.expectUpdate(/Back to nurture · @mia/);
  expect(report.buttons()).toEqual([]);
  await slack.channel('sales-dach').expectEphemeral(/score stays as it is[^]*may come back/, { to: ana });
  baton.clock.now = new Date(MONDAY.getTime() + 3_600_000);
  await baton.post(janes('resource_downloaded', -1 / 48, { title: 'Another guide' }));
  await baton.tick();
  await baton.delivered();
  await slack.expectNothingElse();
});

test('an outcome closes a claimed handover', async () => {
  await using story = await janesCard();
  const { slack, card, ana } = story;
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  expect(card.buttons()).toEqual(['Log outcome', 'Release', 'Reject...']);
  await card.action('Release').click({ as: ana });
  await expect.poll(() => card.buttons(), { timeout: 10_000 }).toEqual(['Claim', 'Snooze...', 'Reject...']);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  const told = await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  const modal = await card.action('Log outcome').click({ as: ana });
  await modal.select('What came of it?', 'Meeting booked');
  await modal.submit();
  await card.expectUpdate(/Meeting booked/);
  await told.expectUpdate(/Meeting booked/);
});

test('only members of the channel act on its cards', async () => {
  await using story = await janesCard();
  const { slack, card, mia } = story;
  await card.action('Claim').click({ as: mia });
  await slack.channel('sales-dach').expectEphemeral(/Only members/, { to: mia });
  expect(card.buttons()).toContain('Claim');
});
