import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady, janes } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

const DAY = 86_400_000;

test('whose slip closed a card corrects it, again and again, until the lead is with sales anew; nobody else may', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const [ana, ben] = [slack.person('ana'), slack.person('ben')];
  const sales = slack.channel('sales-dach');
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await sales.expectMessage(/Jane Doe/);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  const told = await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  const log = await card.action('Log outcome').click({ as: ana });
  await log.select('What came of it?', 'No response');
  await log.submit();
  await card.expectUpdate(/Outcome: No response, logged by @ana/);
  expect(card.buttons()).toEqual(['Correct outcome']);

  baton.clock.now = new Date(MONDAY.getTime() + DAY);
  const bens = await card.action('Correct outcome').click({ as: ben });
  await bens.select('What came of it?', 'Lost');
  await bens.submit();
  await sales.expectEphemeral(/Only the rep who claimed this lead/, { to: ben });

  const slip = await card.action('Correct outcome').click({ as: ana });
  await slip.select('What came of it?', 'Meeting booked');
  expect(JSON.stringify(slip.view?.view)).toContain('*Outcome:* No response');
  await slip.submit();
  await card.expectUpdate(/Outcome: Meeting booked, logged by @ana/);
  await told.expectUpdate(/Meeting booked/);
  const { prisma } = baton.database;
  const standing = await prisma.verdict.findMany({ where: { takenBackAt: null } });
  expect(standing.map(({ outcomeId }) => outcomeId)).toEqual(['meeting_booked']);
  expect(await prisma.lead.findFirstOrThrow()).toMatchObject({ recycleAt: null });
  // When it ended stays, and so what counts as new interest since.
  expect(await prisma.handover.findFirstOrThrow()).toMatchObject({ state: 'closed', closedAt: MONDAY });

  const won = await card.action('Correct outcome').click({ as: ana });
  await won.select('What came of it?', 'Won');
  await won.submit();
  await card.expectUpdate(/Outcome: Won/);
  await told.expectUpdate(/Won/);

  await baton.post(janes('demo_requested', -1));
  await baton.tick();
  await sales.expectMessage(/Jane Doe[^]*requested a demo/);
  const late = await card.action('Correct outcome').click({ as: ana });
  await late.select('What came of it?', 'Lost');
  await late.submit();
  await sales.expectEphemeral(/handed over again since/, { to: ana });
  await slack.expectNothingElse();
});
