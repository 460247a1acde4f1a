import { expect, test } from 'vitest';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady, janes } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

function anonymous(id: string) {
  const company = { ...JANE.company, name: `${id} Ltd`, domain: `${id}.example` };
  return { ...JANE, email: null, user_id: id, name: `Visitor ${id}`, company };
}

function known(id: string) {
  const company = { ...JANE.company, name: `${id} GmbH` };
  return { ...JANE, email: `jane@${id}-work.example`, name: `Jane ${id}`, company };
}

test('of two cards that turn out to be about one person one goes on: the claimed one, else the older', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  const [ana, ben] = [slack.person('ana'), slack.person('ben')];
  const channel = slack.channel('sales-dach');
  const marketing = slack.channel('marketing-feedback');
  for (const id of ['open', 'younger', 'both']) await baton.post(...janeIsReady(known(id)));
  await baton.tick();
  baton.clock.now = new Date(MONDAY.getTime() + 60_000);
  for (const id of ['open', 'younger', 'both']) await baton.post(...janeIsReady(anonymous(id)));
  await baton.tick();
  const card = (name: string) => channel.expectMessage(new RegExp(name));
  const cards = {
    open: [await card('Jane open'), await card('Visitor open')] as const,
    younger: [await card('Jane younger'), await card('Visitor younger')] as const,
    both: [await card('Jane both'), await card('Visitor both')] as const,
  };
  await cards.younger[1].action('Claim').click({ as: ana });
  await cards.both[0].action('Claim').click({ as: ana });
  await cards.both[0].expectUpdate(/claimed by/i);
  await cards.both[1].action('Claim').click({ as: ben });
  for (const name of ['Visitor younger', 'Jane both']) await marketing.expectMessage(`${name}`);
  const bens = await marketing.expectMessage('Visitor both');

  for (const id of ['open', 'younger', 'both'])
    await baton.post(janes('content_viewed', 1, null, { ...known(id), user_id: id }));
  await baton.tick();

  await cards.open[1].expectUpdate(/Same person as Jane open: see that card in #sales-dach/);
  expect(cards.open[0].buttons()).toContain('Claim');
  await cards.younger[0].expectUpdate(
    /Same person as Visitor younger: see that card in #sales-dach, claimed by @ana/,
  );
  expect(cards.younger[1].buttons()).toContain('Log outcome');
  await cards.both[1].expectUpdate(/Same person as Jane both: see that card in #sales-dach, claimed by @ana/);
  expect(cards.both[0].buttons()).toContain('Log outcome');
  const told = await cards.both[1].thread.expectMessage(
    /@ben, this turned out to be the same person as Jane both, whom @ana claimed in #sales-dach/,
  );
  expect(told.notifies.toSorted()).toEqual([ana.id, ben.id].toSorted());
  await bens.expectUpdate(/Same person/);
  const live = await baton.database.prisma.handover.findMany({ where: { liveLeadId: { not: null } } });
  expect(live.map(({ liveLeadId, leadId }) => liveLeadId === leadId)).toEqual([true, true, true]);
  const verdicts = await baton.database.prisma.verdict.findMany({ where: { takenBackAt: null } });
  expect(verdicts.map(({ kind, handoverId }) => [kind, live.some(({ id }) => id === handoverId)])).toEqual([
    ['claimed', true],
    ['claimed', true],
  ]);
  await cards.open[0].action('Claim').click({ as: ben });
  await cards.open[0].expectUpdate(/Claimed by @ben/);
  await marketing.expectMessage('Jane open');
  await slack.expectNothingElse();
});
