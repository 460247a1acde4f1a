import { test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady } from './leads.ts';
import { startBatonOn } from './start.ts';

const MAX = {
  ...JANE,
  email: 'max@beta.example',
  name: 'Max Moritz',
  company: { ...JANE.company, name: 'Beta' },
};

test('what a rep says is told back: what it taught, and whose verdict moved which term', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');
  const sales = slack.channel('sales-dach');
  await baton.post(...janeIsReady(), ...janeIsReady(MAX));
  await baton.tick();
  await sales.expectMessage(/Jane Doe/);
  const card = await sales.expectMessage(/Max Moritz/);
  const modal = await card.action('Reject...').click({ as: ana });
  await modal.select('Why is it not for you?', 'Wrong role or level');
  await modal.submit();
  await card.expectUpdate(/Wrong role or level/);
  await slack.channel('marketing-feedback').expectMessage(/Max Moritz/);

  await ana.types('/lead why jane@acme.example', { in: 'sales' });
  await slack
    .channel('sales')
    .expectEphemeral(
      /\+1\d\.\d VP Finance is a decision maker[^]*playbook \+30\.0, verdicts −1\d\.\d \(1 verdict had it\): Max Moritz rejected, wrong role or level −\d/,
      { to: ana },
    );
  await ana.types('/lead why', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/shows every term/, { to: ana });
  await ana.types('/lead why doe', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/decision maker/, { to: ana });
  await slack.expectNothingElse();
});
