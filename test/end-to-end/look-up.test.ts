import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { CHECKLIST, JANE, janeIsReady, janes } from './leads.ts';
import { startBatonOn } from './start.ts';

test('/lead shows the brief, a choice, or how to look; alone, my claims', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');
  const sales = slack.channel('sales');
  await baton.post(
    ...janeIsReady(),
    janes('content_viewed', 1, CHECKLIST, { ...JANE, email: 'max@acme.example', name: 'Max Doe' }),
  );
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await ana.types('/lead jane@acme.example', { in: 'sales' });
  await sales.expectEphemeral(
    /Jane Doe · VP Finance[^]*Now: card in #sales-dach[^]*month-end close[^]*For: \+30 VP Finance is a decision maker/,
    { to: ana },
  );
  await ana.types('/lead acme', { in: 'sales' });
  const choice = await sales.expectEphemeral(/Which one\?[^]*(Jane Doe[^]*Max Doe|Max Doe[^]*Jane Doe)/, {
    to: ana,
  });
  await choice.action('Show').click({ as: ana });
  await choice.expectUpdate(/Doe · VP Finance[^]*Readiness/);
  await ana.types('/lead why acme', { in: 'sales' });
  const whose = await sales.expectEphemeral(/Which one\?/, { to: ana });
  await whose.action('Show').click({ as: ana });
  await whose.expectUpdate(/VP Finance is a decision maker[^]*acceptance is expected at the gates/);
  await ana.types('/lead nobody@nowhere.example', { in: 'sales' });
  await sales.expectEphemeral(/nobody@nowhere\.example[^]*whole email address, or a part of a name/, {
    to: ana,
  });
  await ana.types('/lead', { in: 'sales' });
  await sales.expectEphemeral(/You have no open claims[^]*\/lead \[email, name or company\]/, { to: ana });

  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/Claimed/);
  await ana.types('/lead', { in: 'sales' });
  await sales.expectEphemeral(/1 open claim[^]*Jane Doe, Acme GmbH · #sales-dach/, { to: ana });
  await ana.types('/handover', { in: 'sales' });
  await sales.expectEphemeral(
    /Today: 0 open, 1 claimed, 1 lead waiting[^]*#sales-dach · 0 open · 1 claimed[^]*Jane Doe, Acme GmbH · @ana since[^]*Max Doe · readiness \d+ · no meaningful action[^]*not calibrated yet: 0 of 200 final verdicts/,
    { to: ana },
  );
  await slack.expectNothingElse();
});

test('a colleague of a lead with a card is told in its thread, with a button to take them too', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await baton.post(...janeIsReady({ ...JANE, email: 'max@acme.example', name: 'Max Moritz' }));
  await baton.tick();
  const note = await card.thread.expectMessage(
    /@ana, a colleague of Jane Doe, whom you claimed, is ready too/,
  );
  expect(note.text).toContain('Max Moritz');
  expect(note.notifies).toEqual([ana.id]);
  await note.action('Take this lead too').click({ as: ana });
  await note.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  await slack.channel('marketing-feedback').expectMessage(/Max Moritz[^]*Claimed/);
  await slack.expectNothingElse();
});

test('a colleague of an open card calls nobody; of a talk that has ended, whoever led it', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const ana = slack.person('ana');
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await baton.post(...janeIsReady({ ...JANE, email: 'max@acme.example', name: 'Max Moritz' }));
  await baton.tick();
  const open = await card.thread.expectMessage(/A colleague of Jane Doe is ready too/);
  expect(open.notifies).toEqual([]);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  const modal = await card.action('Log outcome').click({ as: ana });
  await modal.select('What came of it?', 'Lost');
  await modal.submit();
  await card.expectUpdate(/Lost/);
  await baton.post(...janeIsReady({ ...JANE, email: 'ida@acme.example', name: 'Ida Holm' }));
  await baton.tick();
  const told = await card.thread.expectMessage(
    /@ana, a colleague of Jane Doe, whom you claimed and closed as “Lost”, is ready too/,
  );
  expect(told.notifies).toEqual([ana.id]);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
  await slack.expectNothingElse();
});

const HOSTILE = [
  '<!channel> & <@U123>',
  '<https://evil.example|Acme>',
  'x'.repeat(10_000),
  '\u202Eevil',
  '👩‍💻 Ünïcödé *bold* `code`',
  ' ',
];

test.each(HOSTILE)('a hostile name (%#) makes a card that notifies no one', async (name) => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack, {});
  const lead = { ...JANE, name: `Jane ${name}`, company: { ...JANE.company, name } };
  const { body } = await baton.post(...janeIsReady(lead));
  expect(body).toMatchObject({ accepted: 3 });
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane/);
  expect(card.notifies).toEqual([]);
  await card.overflow('Full brief').click({ as: slack.person('ana') });
  await slack.modal({ of: slack.person('ana') }).expect(/Jane/);
  await slack.expectNothingElse();
});
