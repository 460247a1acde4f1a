import { expect, test } from 'vitest';
import { CLICKS, SUBMISSIONS } from '../../src/database/queue.ts';
import { newKeptDatabase } from '../database/test-database.ts';
import { clientOf } from '../sandbox/bolt-app.ts';
import { openSocket } from '../sandbox/raw-socket.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

const soon = { timeout: 10_000 };
const OMAR = {
  ...JANE,
  email: 'omar@omar.example',
  name: 'Omar Haddad',
  company: { ...JANE.company, name: 'Omar AG' },
};

test('Slack is away at the start, and later: activity is taken, and the card comes when Slack is back', async () => {
  await using slack = await startSlack();
  slack.workspace.faults.set({ offline: true });
  await using baton = await startBatonOn(slack);
  const ready = async () => (await fetch(`${baton.url}/readyz`)).json();
  expect(await ready()).toEqual({ database: true, slack: 'does not answer', deliveries: true });
  expect(await baton.post(...janeIsReady())).toMatchObject({ status: 202, body: { accepted: 3 } });
  await baton.tick();
  slack.workspace.faults.set({});
  await expect.poll(ready, soon).toEqual({ database: true, slack: true, deliveries: true });
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  const opened = () =>
    slack.workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
  const before = opened();
  slack.workspace.faults.cutSockets();
  await expect.poll(() => opened() > before && slack.workspace.connections, soon).toBe(1);
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
});

test('an app that has all the connections it may have is told of in words, and is connected once there is room', async () => {
  await using slack = await startSlack();
  const { workspace } = slack;
  const others = new AsyncDisposableStack();
  for (let count = 0; count < 10; count += 1) {
    const { url = '' } = await clientOf(workspace, workspace.appToken).apps.connections.open();
    others.use(await openSocket(url));
  }
  workspace.faults.next('apps.connections.open', { kind: 'error', error: 'too_many_websockets' });
  await using baton = await startBatonOn(slack);
  const ready = async () => (await (await fetch(`${baton.url}/readyz`)).json()) as { slack: unknown };
  expect((await ready()).slack).toMatch(/no room.*allows an app 10.*role slack.*HTTP/);
  const opened = () =>
    slack.workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
  const before = opened();
  await expect.poll(() => opened() > before + 1, soon).toBe(true); // the socket that it was given says so too
  expect((await ready()).slack).toMatch(/no room/);
  await others.disposeAsync();
  await expect.poll(async () => (await ready()).slack, soon).toBe(true);
});

test.each([
  ['botToken', 'xoxb-of-another', 'SLACK_BOT_TOKEN'],
  ['appToken', 'xapp-of-another', 'SLACK_APP_TOKEN'],
])('a %s that Slack refuses stops the start with words', async (which, token, variable) => {
  await using slack = await startSlack();
  const workspace = { ...slack.workspace, [which]: token };
  await expect(startBatonOn({ ...slack, workspace })).rejects.toThrow(
    new RegExp(`Slack refuses ${variable} \\(invalid_auth\\)`),
  );
});

test('a click that Slack shows as taken is done, also when its Baton ends at once', async () => {
  await using slack = await startSlack();
  await using kept = await newKeptDatabase();
  const first = await startBatonOn(slack, { database: kept.choice });
  await first.post(...janeIsReady());
  await first.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await first.delivered();
  await card.action('Claim').click({ as: slack.person('ana') });
  await first.stop();
  await using _second = await startBatonOn(slack, { database: kept.choice });
  await card.expectUpdate(/claimed by/i);
});

test('a modal that Slack shows as taken is done by the next start, once and as of its submission; or its rep is told', async () => {
  await using slack = await startSlack();
  await using kept = await newKeptDatabase();
  const [ana, ben] = [slack.person('ana'), slack.person('ben')];
  const channel = slack.channel('sales-dach');
  const first = await startBatonOn(slack, { database: kept.choice });
  await first.post(...janeIsReady(), ...janeIsReady(OMAR));
  await first.tick();
  const [janesCard, omars] = [await channel.expectMessage(/Jane Doe/), await channel.expectMessage(/Omar/)];
  await first.delivered();
  await first.database.queue.offWork(SUBMISSIONS); // as if it died before it did them
  slack.workspace.faults.set({ duplicates: 1 });
  for (const card of [janesCard, omars]) {
    const snooze = await card.action('Snooze...').click({ as: ana });
    await snooze.select('Wake it', '1h');
    await snooze.submit();
    await snooze.expectClosed();
  }
  slack.workspace.faults.set({});
  expect(await first.database.queue.findJobs(SUBMISSIONS, { queued: true })).toHaveLength(2);
  await omars.action('Claim').click({ as: ben });
  await omars.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/Omar[^]*Claimed/);
  await first.delivered();
  await first.stop();

  const now = new Date(MONDAY.getTime() + 30 * 60_000);
  await using second = await startBatonOn(slack, { database: kept.choice, now });
  await janesCard.expectUpdate(/snoozed/i);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Snoozed/);
  await channel.expectEphemeral(/is claimed now and can't be snoozed/, { to: ana });
  const { prisma } = second.database;
  const snoozed = await prisma.handover.findMany({ where: { snoozedUntil: { not: null } } });
  const until = new Date(MONDAY.getTime() + 60 * 60_000);
  expect(snoozed).toMatchObject([{ state: 'snoozed', snoozedBy: ana.id, snoozedUntil: until }]);
  expect(await prisma.handoverEvent.count({ where: { event: 'snooze' } })).toBe(1);
  await second.delivered();
  await slack.expectNothingElse();
});

test('who meets a failure is told so, with an id to ask by', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  await baton.post(...janeIsReady());
  await baton.tick();
  const channel = slack.channel('sales-dach');
  const card = await channel.expectMessage(/Jane Doe/);
  await baton.delivered();
  await baton.database.queue.updateQueue(CLICKS, { retryLimit: 0 });
  await baton.database.sql.query('ALTER TABLE "Handover" RENAME TO "Gone"');
  await card.action('Claim').tryClick({ as: slack.person('ana') });
  await channel.expectEphemeral(/Something went wrong.*the id [0-9a-f]{8}/, { to: slack.person('ana') });
});
