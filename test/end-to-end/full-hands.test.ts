import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

test('no card comes while everyone in the channel has all the claims they may; one comes when a claim ends', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const { prisma } = baton.database;
  const brief = { leadName: 'Somebody', fields: {} };
  const frozen = { brief, assessment: {}, playbookHash: 'x', channel: 'sales' };
  const lastMonth = new Date(MONDAY.getTime() - 30 * 86_400_000);
  const { id: leadId } = await prisma.lead.create({ data: {} });
  const members = slack.workspace.channel('sales-dach')?.members ?? [];
  const people = members.filter((id) => id !== slack.workspace.app.userId);
  await prisma.handover.createMany({
    data: people.flatMap((claimedBy) =>
      Array.from({ length: 15 }, () => ({
        ...frozen,
        leadId,
        state: 'claimed',
        claimedBy,
        createdAt: lastMonth,
      })),
    ),
  });
  await baton.post(...janeIsReady());
  await baton.tick();
  await baton.delivered();
  await slack.expectNothingElse();
  await slack.person('ana').types('/handover', { in: 'sales' });
  await slack
    .channel('sales')
    .expectEphemeral(/every rep of #sales-dach has 15 open claims/, { to: slack.person('ana') });

  const { id } = await prisma.handover.findFirstOrThrow({ where: { claimedBy: slack.person('ben').id } });
  await prisma.handover.update({ where: { id }, data: { state: 'closed' } });
  await baton.tick();
  await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  expect(people).toHaveLength(3);
});
