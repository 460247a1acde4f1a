import { expect, test } from 'vitest';
import { newPostgres } from '../database/test-database.ts';
import { janeIsReady, janes } from '../end-to-end/leads.ts';
import { startBatonOn } from '../end-to-end/start.ts';
import { defaultPeople } from '../../src/sandbox/workspace/defaults.ts';
import { startSlack } from '../workspace/start-slack.ts';

const NAMES = ['Jane Doe', 'Omar Haddad', 'Li Wei', 'Eva Klein', 'Ida Holm', 'Max Berg'];

test('each lead has one card, whichever of two instances takes its activity in, scores it and posts it', async () => {
  const database = await newPostgres();
  await using slack = await startSlack();
  await using one = await startBatonOn(slack, { database });
  await using other = await startBatonOn(slack, { database });
  // Who asks for a demo is scored at once, by the instance that heard of it; then both have something to post.
  const batches = NAMES.map((name, index) => {
    const who = lead(name, index);
    return [...janeIsReady(who), janes('demo_requested', 0, null, who)];
  });
  await Promise.all(batches.map((batch, index) => (index % 2 ? one : other).post(...batch)));
  await Promise.all([one, other, one, other].map((baton) => baton.tick()));
  const channel = slack.channel('sales-dach');
  for (const name of NAMES) await channel.expectMessage(new RegExp(name));
  await Promise.all([one, other].map((baton) => baton.delivered()));
  expect(channel.messages()).toHaveLength(NAMES.length);
  await slack.expectNothingElse();
});

test('of a hundred reps who claim over two instances one wins, and the others are told who', async () => {
  const reps = Array.from({ length: 100 }, (_, index) => ({
    name: `rep${index}`,
    real_name: `Rep ${index}`,
  }));
  const database = await newPostgres();
  await using slack = await startSlack({ people: [...defaultPeople, ...reps] });
  await using one = await startBatonOn(slack, { database });
  await using _other = await startBatonOn(slack, { database });
  await one.post(...janeIsReady());
  await one.tick();
  const channel = slack.channel('sales-dach');
  const card = await channel.expectMessage(/Jane Doe/);
  const people = reps.map(({ name }) => slack.person(name));
  const clicks = await Promise.all(people.map((as) => card.action('Claim').tryClick({ as })));
  expect(clicks.every(({ ok }) => ok)).toBe(true);
  await card.expectUpdate(/claimed by/i);
  const claims = await one.database.prisma.handoverEvent.count({ where: { event: 'claim' } });
  expect(claims).toBe(1);
  const owner = (await one.database.prisma.handover.findFirstOrThrow()).claimedBy;
  for (const person of people.filter(({ id }) => id !== owner))
    await channel.expectEphemeral(/was first/, { to: person });
});

function lead(name: string, index: number) {
  const company = `company${index}`;
  return {
    name,
    email: `lead${index}@${company}.example`,
    company: { name: company, industry: 'manufacturing', employees: 800, country: 'DE' },
  };
}
