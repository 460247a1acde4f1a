import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady } from './leads.ts';
import { startBatonOn } from './start.ts';

test('a ready lead becomes a card that a rep claims', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');

  expect(await baton.post(...janeIsReady())).toMatchObject({
    status: 202,
    body: { accepted: 3, duplicates: 0, rejected: [] },
  });
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  expect(card.text).toContain('Acme GmbH');
  expect(card.text).toContain('Closing the books takes too long');
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/Claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  await slack.expectNothingElse();
});

test('a second claim tells the rep who got there first', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  await baton.post(...janeIsReady());
  await baton.tick();
  const channel = slack.channel('sales-dach');
  const card = await channel.expectMessage(/Jane Doe/);
  const reps = [slack.person('ana'), slack.person('ben')];
  await Promise.all(reps.map((as) => card.action('Claim').click({ as })));
  await card.expectUpdate(/Claimed by/i);
  const { claimedBy } = await baton.database.prisma.handover.findFirstOrThrow();
  const [first] = reps.filter(({ id }) => id === claimedBy);
  const [late] = reps.filter(({ id }) => id !== claimedBy);
  if (!first || !late) throw new Error('neither of the two who claimed owns the lead');
  await channel.expectEphemeral(`@${first.name} was first`, { to: late });
  await slack.channel('marketing-feedback').expectMessage(/Claimed/);
  await slack.expectNothingElse();
});

test('the same story over HTTP, with Slack’s signed requests on the port of everything else', async () => {
  const port = await freePort();
  await using slack = await startSlack({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
  await using baton = await startBatonOn(slack, { port, http: true });
  expect(await slack.workspace.verifyRequestUrl()).toBe(true);
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  const modal = await card.action('Reject...').click({ as: slack.person('ana') });
  await modal.select('Why is it not for you?', 'No real interest');
  await modal.submit();
  await card.expectUpdate(/No real interest/);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  const forged = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body: 'payload={}' });
  expect(forged.status).toBe(401);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
