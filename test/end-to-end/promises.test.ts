import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady } from './leads.ts';
import { startBatonOn } from './start.ts';

const at = (day: string) => new Date(`2026-03-${day}Z`);

async function janesCard() {
  const slack = await startSlack();
  const baton = await startBatonOn(slack);
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await baton.delivered();
  return {
    slack,
    card,
    ana: slack.person('ana'),
    ben: slack.person('ben'),
    marketing: slack.channel('marketing-feedback'),
    /** Moves the clock and lets Baton do what is due then. */
    async until(moment: Date) {
      baton.clock.now = moment;
      await baton.tick();
      await baton.delivered();
    },
    async [Symbol.asyncDispose]() {
      await baton.stop();
      await slack[Symbol.asyncDispose]();
    },
  };
}

test('nobody takes a lead: its thread says so, the sales lead is called, and marketing has it back', async () => {
  await using story = await janesCard();
  const { slack, card, marketing } = story;
  await story.until(at('02T09:14:59'));
  await slack.expectNothingElse();
  await story.until(at('02T09:15:00'));
  const nudge = await card.thread.expectMessage(/Jane Doe[^]*Nobody has taken this lead for 15 minutes/);
  expect(nudge.notifies).toEqual([]);
  await story.until(at('02T10:00:00'));
  const call = await card.thread.expectMessage(/for 1 hour[^]*Why now/);
  expect(call.notifies).toEqual([slack.person('sales-lead').id]);
  await story.until(at('04T09:00:00'));
  await nudge.expectUpdate(/Jane Doe[^]*Expired/);
  await call.expectUpdate(/Jane Doe[^]*Expired/);
  await card.expectUpdate(/Expired:[^]*nobody took this lead within 2 working days/);
  expect(card.buttons()).not.toContain('Claim');
  await marketing.expectMessage(
    /Nobody in #sales-dach took Jane Doe[^]*2 working days[^]*nurture[^]*linkedin/,
  );
  await slack.expectNothingElse();
});

test('a rep who claimed is asked by direct message what came of it, and answers with one click', async () => {
  await using story = await janesCard();
  const { slack, card, ana, ben, marketing } = story;
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/Claimed by @?ana/i);
  const progress = await marketing.expectMessage(/Jane Doe[^]*Claimed/);
  await story.until(at('05T08:59:59'));
  await slack.expectNothingElse();
  await story.until(at('05T09:00:00'));
  const asked = await slack
    .direct(ana)
    .expectMessage(/What came of Jane Doe, Acme GmbH\?[^]*3 working days ago/);
  expect(asked.buttons()).toEqual([
    'Meeting booked',
    'In conversation',
    'No response',
    'Won',
    'Lost',
    'More...',
  ]);
  expect((await asked.action('Won').tryClick({ as: ben })).ok).toBe(false); // nobody else sees it
  await asked.action('In conversation').click({ as: ana });
  await asked.expectUpdate(/Outcome: In conversation/);
  expect(asked.buttons()).toEqual(['Log what came next']);
  await progress.expectUpdate(/In conversation/);
  const modal = await asked.action('Log what came next').click({ as: ana });
  await modal.select('What came of it?', 'Disqualified');
  await modal.trySubmit();
  await modal.expectError(/Choose why/, { at: 'Why?' });
  await modal.select('Why?', 'no budget');
  await modal.submit();
  await asked.expectUpdate(/Outcome: Disqualified \(no budget\)/);
  await card.expectUpdate(/Outcome: Disqualified/);
  await slack.expectNothingElse();
});

test('without an answer the claim lapses: the card is open for all again, and the rep is told', async () => {
  await using story = await janesCard();
  const { slack, card, ana, marketing } = story;
  await card.action('Claim').click({ as: ana });
  const progress = await marketing.expectMessage(/Jane Doe[^]*Claimed/);
  await story.until(at('05T09:00:00'));
  const asked = await slack.direct(ana).expectMessage(/What came of Jane Doe/);
  await story.until(at('09T09:00:00'));
  await card.expectUpdate(/Open again:[^]*had it for 5 working days without an outcome/);
  expect(card.buttons()).toContain('Claim');
  await asked.expectUpdate(/Jane Doe[^]*Open again/);
  expect(asked.buttons()).toEqual([]);
  await asked.thread.expectMessage(/Your claim of Jane Doe[^]*has lapsed/);
  await progress.expectUpdate(/Open again/);
  await slack.expectNothingElse();
});
