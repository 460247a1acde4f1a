import { expect, test } from 'vitest';
import { COMMAND_OPTIONS } from '../../src/blocks/commands.ts';
import { createLeadDesk } from '../../src/sandbox/sample/lead-desk.ts';
import { readLeadSummaries } from '../../src/reports/lead-summaries.ts';
import { openPage } from '../sandbox-page/open-page.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { CHECKLIST, JANE, janeIsReady, janes } from './leads.ts';
import { type BatonUnderTest, startBatonOn } from './start.ts';

const LEADS = [
  JANE,
  lead('Omar Haddad', 'CFO', 'Nordlicht AG', 'nordlicht.example'),
  lead('Li Wei', 'Controller', 'Blauhafen GmbH', 'blauhafen.example'),
];

const EVA = lead('Eva Klein', 'CFO', 'Klein Werke', 'klein-werke.example');

function lead(name: string, role: string, company: string, domain: string) {
  const email = `${name.toLowerCase().replace(' ', '.')}@${domain}`;
  return { ...JANE, name, role, email, company: { ...JANE.company, name: company, domain } };
}

/** With BATON_SCREENSHOTS set to a folder, the story leaves pictures of its steps there. */
const pictures = process.env['BATON_SCREENSHOTS'];

test('a rep claims, snoozes, rejects and looks up on the page; marketing sees why; a lead acts and its card comes', async () => {
  const started: { baton?: BatonUnderTest } = {};
  await using slack = await startSlack({
    commands: COMMAND_OPTIONS,
    leadDesk: createLeadDesk({
      ingestUrl: () => started.baton?.url ?? '',
      secret: null,
      readLeads: async () => (started.baton ? readLeadSummaries(started.baton.database.prisma) : []),
    }),
  });
  await using baton = await startBatonOn(slack);
  started.baton = baton;
  for (const one of LEADS) await baton.post(...janeIsReady(one));
  await baton.post(janes('content_viewed', 5, CHECKLIST, EVA));
  await baton.tick();
  await baton.delivered();

  await using opened = await openPage(slack.workspace.url, { width: 1280, height: 900 });
  const { page } = opened;
  const card = (name: string) => page.getByRole('article').filter({ hasText: name }).last();
  const picture = async (name: string) => pictures && page.screenshot({ path: `${pictures}/${name}.png` });
  await page.getByRole('navigation').getByRole('button', { name: 'sales-dach' }).click();
  await card('Jane Doe').getByRole('button', { name: 'Claim' }).waitFor();
  await picture('cards');

  await card('Jane Doe').getByRole('button', { name: 'Claim' }).click();
  await card('Jane Doe')
    .getByText(/Claimed by/)
    .waitFor();
  await card('Jane Doe').getByRole('button', { name: 'Log outcome' }).waitFor();

  await card('Omar Haddad').getByRole('button', { name: 'Snooze' }).click();
  const snooze = page.getByRole('dialog', { name: 'Snooze' });
  await snooze.getByRole('radio', { name: 'Tomorrow 09:00' }).check();
  await snooze.getByRole('button', { name: 'Snooze' }).click();
  await card('Omar Haddad')
    .getByText(/Snoozed/)
    .waitFor();

  await card('Li Wei').getByRole('button', { name: 'Reject' }).click();
  const reject = page.getByRole('dialog', { name: 'Reject' });
  await reject
    .getByRole('combobox', { name: 'Why is it not for you?' })
    .selectOption({ label: 'Wrong role or level' });
  await reject.getByRole('textbox', { name: 'What would have made it good?' }).fill('Someone who decides');
  await picture('reject');
  await reject.getByRole('button', { name: 'Reject' }).click();
  await card('Li Wei')
    .getByText(/Wrong role or level/)
    .waitFor();

  const box = page.getByRole('textbox', { name: 'Message #sales-dach' });
  await box.fill('/lead jane');
  await box.press('Enter');
  await page.getByText('Only visible to you').last().waitFor();
  await picture('after');

  await page.getByRole('button', { name: /^You are Ana/ }).click();
  await page.getByRole('menuitemradio', { name: /Mia/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'marketing-feedback' }).click();
  await card('Li Wei').getByText('Someone who decides').waitFor();
  await picture('marketing');

  baton.clock.now = new Date(); // what is done in the panel is done now
  const panel = page.getByRole('complementary', { name: 'Act as a lead' });
  await panel.getByRole('button', { name: /Eva Klein/ }).click();
  await panel.getByRole('button', { name: 'Request a demo' }).click();
  await panel.getByText('card in').first().waitFor();
  await page.getByRole('button', { name: /^You are Mia/ }).click();
  await page.getByRole('menuitemradio', { name: /Ana/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'sales-dach' }).click();
  await card('Eva Klein')
    .getByText(/requested a demo today/)
    .first()
    .waitFor();
  expect(opened.errors).toEqual([]);
}, 90_000); // a long story: on a busy machine it takes half a minute
