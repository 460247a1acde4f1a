import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLICKS, SUBMISSIONS, TELLINGS } from '../../src/database/queue.ts';
import { startSlack, type SlackPerson, type SlackUnderTest } from '../workspace/start-slack.ts';
import { janeIsReady } from '../end-to-end/leads.ts';
import { type BatonUnderTest, startBatonOn } from '../end-to-end/start.ts';

let slack: SlackUnderTest;
let baton: BatonUnderTest;
let ana: SlackPerson;
beforeAll(async () => {
  slack = await startSlack({ deadlineMs: 20_000 });
  baton = await startBatonOn(slack);
  ana = slack.person('ana');
});
afterAll(async () => {
  await baton.stop();
  await slack[Symbol.asyncDispose]();
});

const run = (sql: string) => baton.database.sql.query(sql);

test('a modal that is closed and then can not be done is not closed in silence: the rep is told in the channel', async () => {
  await baton.post(...janeIsReady());
  await baton.tick();
  const channel = slack.channel('sales-dach');
  const card = await channel.expectMessage(/Jane Doe/);
  const reject = await card.action('Reject...').click({ as: ana });
  await reject.select('Why is it not for you?', 'No real interest');
  await baton.database.queue.updateQueue(SUBMISSIONS, { retryLimit: 0 });
  await run(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'gone'; END $$;
    CREATE TRIGGER fail BEFORE UPDATE ON "Handover" FOR EACH ROW EXECUTE FUNCTION fail()`);
  await reject.submit();
  await reject.expectClosed();
  await channel.expectEphemeral(/Something went wrong.*the id [0-9a-f]{8}/, { to: ana });
  await run('DROP FUNCTION fail CASCADE');
});

test('who types a command that fails is told where they typed it, else by direct message', async () => {
  await run('ALTER TABLE "Handover" RENAME TO "Gone"');
  await ana.types('/lead', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/Something went wrong/, { to: ana });
  slack.workspace.faults.next('response_url', { kind: 'server_error' });
  slack.workspace.faults.next('chat.postEphemeral', { kind: 'error', error: 'channel_not_found' });
  await ana.types('/handover', { in: 'sales' });
  await slack.direct(ana).expectMessage(/Something went wrong/);
  await run('ALTER TABLE "Gone" RENAME TO "Handover"');
});

test('a modal that came from no card and fails is told by direct message', async () => {
  await ana.types('/handover try', { in: 'sales' });
  const form = slack.modal({ of: ana });
  await form.fill('Least fit', '40');
  await run('ALTER TABLE "PlaybookVersion" RENAME TO "Gone"');
  expect(await form.trySubmit()).not.toMatchObject({ ok: true });
  await slack.direct(ana).expectMessage(/Something went wrong/);
  await run('ALTER TABLE "Gone" RENAME TO "PlaybookVersion"');
});

test('who clicks while Slack asks to wait is told for how long, also where that limits what would tell them', async () => {
  const [card] = slack.channel('sales-dach').messages();
  const limit = (method: string) =>
    slack.workspace.faults.next(method, { kind: 'rate_limited', retryAfterSeconds: 30 });
  limit('views.open');
  await card?.action('Snooze...').tryClick({ as: ana });
  await slack.channel('sales-dach').expectEphemeral(/asks Baton to wait\. Try again in 30 s/, { to: ana });
  slack.workspace.faults.next('response_url', { kind: 'server_error' });
  limit('chat.postEphemeral');
  await card?.action('Snooze...').tryClick({ as: ana });
  await slack.direct(ana).expectMessage(/asks Baton to wait\. Try again in (29|30) s/);
});

test('a click that is refused is told of, though its address for answers does not work', async () => {
  slack.workspace.faults.next('response_url', { kind: 'server_error' });
  const [card] = slack.channel('sales-dach').messages();
  await card?.action('Claim').click({ as: slack.person('mia') });
  await slack.direct(slack.person('mia')).expectMessage(/Only members of this channel/);
});

test('a click that is refused is told of, once, when Slack takes a word again, though that be after many tries', async () => {
  const mia = slack.person('mia');
  const channel = slack.channel('sales-dach');
  const away = { serverErrors: 1 };
  slack.workspace.faults.set({
    methods: { response_url: away, 'chat.postEphemeral': away, 'chat.postMessage': away },
  });
  const [card] = channel.messages();
  const { id } = await onlyJob(TELLINGS, () => card?.action('Claim').click({ as: mia }));
  await expect.poll(() => stateOf(TELLINGS, id), soon).toMatchObject({ state: 'retry' });
  await run(`UPDATE pgboss.job SET retry_count = 20, start_after = pgboss.job_now() WHERE id = '${id}'`);
  await expect.poll(() => stateOf(TELLINGS, id), soon).toEqual({ state: 'retry', retryCount: 21 });
  slack.workspace.faults.set({});
  await run(`UPDATE pgboss.job SET start_after = pgboss.job_now() WHERE id = '${id}'`);
  await channel.expectEphemeral(/Only members of this channel/, { to: mia });
  await expect.poll(() => stateOf(TELLINGS, id), soon).toMatchObject({ state: 'completed' });
  await slack.expectNothingElse();
});

test('who clicks while Slack asks to wait for longer than a click is tried is told for how long, too', async () => {
  const mia = slack.person('mia');
  slack.workspace.faults.next('conversations.members', { kind: 'rate_limited', retryAfterSeconds: 30 });
  const [card] = slack.channel('sales-dach').messages();
  await card?.action('Claim').click({ as: mia });
  await slack.channel('sales-dach').expectEphemeral(/asks Baton to wait\. Try again in \d+ s/, { to: mia });
});

test('who did what each instance that took it died at is told that it failed', async () => {
  const { queue } = baton.database;
  const channel = slack.channel('sales-dach');
  const [card] = channel.messages();
  await queue.offWork(CLICKS);
  const { id } = await onlyJob(CLICKS, () => card?.action('Claim').click({ as: ana }));
  await run(`
    UPDATE pgboss.job SET state = 'active', retry_count = retry_limit, started_on = pgboss.job_now(), heartbeat_on = pgboss.job_now() - interval '1 min'
    WHERE id = '${id}'`);
  await queue.supervise(CLICKS);
  await channel.expectEphemeral(new RegExp(`Something went wrong.*the id ${id.slice(0, 8)}`), { to: ana });
});

const soon = { timeout: 20_000, interval: 20 };

/** The job that comes into this queue by what is done. */
async function onlyJob(name: string, does: () => Promise<unknown> | undefined) {
  const ids = async () => (await baton.database.queue.findJobs(name)).map((job) => job.id);
  const before = new Set(await ids());
  await does();
  const come = async () => (await ids()).filter((id) => !before.has(id));
  await expect.poll(come, soon).toHaveLength(1);
  const [id = ''] = await come();
  return { id };
}

async function stateOf(name: string, id: string) {
  const [job] = await baton.database.queue.findJobs(name, { id });
  return { state: job?.state, retryCount: job?.retryCount };
}
