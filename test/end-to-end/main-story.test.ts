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
  await slack.expectNothingElse();
});

test('a second claim tells the rep who got there first', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await card.action('Claim').click({ as: slack.person('ana') });
  const late = card.action('Claim');
  await late.click({ as: slack.person('ben') }).catch(() => {});
  await card.expectUpdate(/Claimed by/i);
});
