import { test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady } from './leads.ts';
import { startBatonOn } from './start.ts';

/** Someone as Jane, at a company of their own. */
function like(name: string, more: { role?: string; source?: null; company?: object } = {}) {
  const [first = ''] = name.toLowerCase().split(' ');
  return {
    ...JANE,
    email: `${first}@${first}.example`,
    name,
    ...more,
    company: { ...JANE.company, name: `${first} AG`, ...more.company },
  };
}
/** Ready, but not by far. */
const JUST_READY = { role: 'Controller', company: { employees: 20 } };

test('what a rep says is told back: what it taught, and whose verdict moved which term', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');
  const sales = slack.channel('sales-dach');
  await baton.post(
    ...janeIsReady(),
    ...janeIsReady(like('Max Moritz')),
    ...janeIsReady(like('Nina Neu', { ...JUST_READY, source: null })), // waits for a source
  );
  await baton.tick();
  const janes = await sales.expectMessage(/Jane Doe/);
  const card = await sales.expectMessage(/Max Moritz/);
  const modal = await card.action('Reject...').click({ as: ana });
  await modal.select('Why is it not for you?', 'Wrong role or level');
  // Slack may deliver a submission twice: it is told once.
  await Promise.all([modal.trySubmit(), modal.trySubmit()]);
  await card.expectUpdate(/Wrong role or level/);
  await slack.channel('marketing-feedback').expectMessage(/Max Moritz/);
  await sales.expectEphemeral(
    /Wrong role or level taught the score: decision maker \+30 → \+2\d · [^]*1 waiting lead falls under the line/,
    { to: ana },
  );

  await ana.types('/lead why jane@acme.example', { in: 'sales' });
  await slack
    .channel('sales')
    .expectEphemeral(
      /\+2\d\.\d VP Finance is a decision maker[^]*playbook \+30\.0, verdicts −\d\.\d \(1 verdict had it\): Max Moritz −\d[^]*Said: Max Moritz rejected, wrong role or level/,
      { to: ana },
    );
  await baton.post(...janeIsReady(like('Olga Orlow', JUST_READY)));
  await baton.tick();
  await ana.types('/lead', { in: 'sales' });
  await slack
    .channel('sales')
    .expectEphemeral(/Since you said Wrong role or level, 1 such lead is held back/, { to: ana });

  await ana.types('/lead why', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/shows every term/, { to: ana });
  await ana.types('/lead why doe', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/decision maker/, { to: ana });

  // A claim teaches of fit and of timing, and is one verdict all the same.
  await janes.action('Claim').click({ as: ana });
  await janes.expectUpdate(/Claimed by/);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  await ana.types('/lead why jane@acme.example', { in: 'sales' });
  await slack
    .channel('sales')
    .expectEphemeral(/acceptance is expected at the gates[^]*\(2 verdicts had it\)/, { to: ana });
  await slack.expectNothingElse();
});
