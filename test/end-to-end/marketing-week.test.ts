import { expect, test } from 'vitest';
import { newKeptDatabase } from '../database/test-database.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady, JANE } from './leads.ts';
import { startBatonOn } from './start.ts';

const NEXT_MONDAY = new Date('2026-03-09T08:00:00Z'); // 09:00 in Berlin
const LEADS = ['Jon', 'Kim', 'Lou', 'Max', 'Nia'].map((name) => ({
  ...JANE,
  email: `${name.toLowerCase()}@${name.toLowerCase()}.example`,
  name: `${name} Lead`,
  company: { ...JANE.company, name: `${name} AG` },
}));

test('marketing is told of a pattern once, and of the week once, with a chart, also when Baton was down', async () => {
  await using kept = await newKeptDatabase();
  const database = kept.choice;
  await using slack = await startSlack();
  const sales = slack.channel('sales-dach');
  const marketing = slack.channel('marketing-feedback');
  const mia = slack.person('mia');
  {
    await using baton = await startBatonOn(slack, { database });
    await baton.post(...LEADS.flatMap((lead) => janeIsReady(lead)));
    await baton.tick();
    const reps = ['ana', 'ben', 'sales-lead', 'ana', 'ben'].map((name) => slack.person(name));
    for (const [index, as] of reps.entries()) {
      const card = await sales.expectMessage(`${LEADS[index]?.name} ·`);
      const modal = await card.action('Reject...').click({ as });
      await modal.select('Why is it not for you?', 'Wrong role or level');
      await modal.submit();
      await sales.expectEphemeral(/taught the score|knew as much/, { to: as });
      await marketing.expectMessage(`${LEADS[index]?.company.name} was rejected`);
    }
    const task = await marketing.expectMessage(/Task: sales turned down leads from linkedin for Wrong role/);
    await task.expectUpdate(/5 rejections by 3 reps/);
    await task.action('Done').click({ as: mia });
    await task.expectUpdate(/Done · @mia/);
    await baton.delivered();
    await slack.expectNothingElse();
  }
  // Monday comes while nobody runs.
  await using baton = await startBatonOn(slack, {
    database,
    now: new Date(NEXT_MONDAY.getTime() + 3_600_000),
  });
  await baton.tick();
  await baton.tick();
  const digest = await marketing.expectMessage(/Week of 2 March to 9 March[^]*Sales accepted 0 of 5/);
  expect(digest.text).toMatch(/Turned down for\s+linkedin: Wrong role or level 5/);
  const [file] = digest.message.blocks?.filter(({ type }) => type === 'image') ?? [];
  expect(file).toMatchObject({
    slack_file: { id: expect.stringMatching(/^F/) },
    alt_text: expect.stringContaining('0% of 5'),
  });
  const modal = await digest.action('All figures').click({ as: mia });
  await modal.expect(/Accepted by week[^]*from 2 March: 0 of 5/);
  await modal.expect(/Accepted by rep[^]*3 more with fewer than 8 verdicts/);
  await baton.tick();
  baton.clock.now = new Date(NEXT_MONDAY.getTime() + 6 * 86_400_000);
  await baton.tick();
  await baton.delivered();
  await slack.expectNothingElse();
});
