import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady } from './leads.ts';
import { startBatonOn } from './start.ts';

test('a change is tried on the past, refused at its input, published once, and told to marketing', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack, { playbook: 'test/playbook/example.yaml' });
  const [ana, mia, lead] = [slack.person('ana'), slack.person('mia'), slack.person('sales-lead')];
  const marketing = slack.channel('marketing-feedback');
  await baton.post(
    ...janeIsReady(),
    ...janeIsReady({ ...JANE, email: 'max@beta.example', name: 'Max', company: {} }),
  );
  await baton.database.sql.query(`UPDATE "Activity" SET "receivedAt" = at + interval '1 minute'`);
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await slack.channel('sales-dach').expectMessage(/Max/);
  await card.action('Claim').click({ as: ana });
  await card.expectUpdate(/claimed by/i);
  await marketing.expectMessage(/Jane Doe/);

  await mia.types('/handover try', { in: 'marketing-feedback' });
  const hers = slack.modal({ of: mia });
  await hers.expect(/Try a change/);
  await hers.fill('Points', 'signal:pricing_view 3');
  expect(await hers.trySubmit()).toMatchObject({ ok: true });
  await hers.expectError(/did you mean signal:pricing_viewed\?/, { at: 'Points' });
  await hers.fill('Points', 'role:decision maker -60');
  await hers.submit();
  await hers.expect(
    /role:decision maker \+30 → -60[^]*2 handed over[^]*0 handed over[^]*Sales took these[^]*Jane Doe/,
  );

  await lead.types('/handover try', { in: 'marketing-feedback' });
  const theirs = slack.modal({ of: lead });
  await theirs.fill('Least fit', '40');
  await theirs.submit();
  await theirs.expect(/fit gate 35 → 40/);

  await ana.types('/handover try', { in: 'sales' });
  const onlyLooking = slack.modal({ of: ana });
  await onlyLooking.fill('Least interest', '31');
  await onlyLooking.submit();
  await onlyLooking.expect(/interest gate 30 → 31[^]*Members of #marketing-feedback can publish it/);
  expect(onlyLooking.view?.view).not.toHaveProperty('submit');

  await hers.submit();
  await hers.expect(/Published as version 2/);
  await marketing.expectMessage(/changed the playbook: role:decision maker \+30 → -60/);
  await theirs.submit();
  await theirs.expect(/Someone else published a change meanwhile/);
  const { source } = await baton.database.prisma.playbookVersion.findFirstOrThrow({
    orderBy: { id: 'desc' },
  });
  expect(source).toContain('# first match wins; matched on whole words of the role, any case');
  await slack.expectNothingElse();
});
