import { expect, test } from 'vitest';
import { defaultPeople } from '../../src/sandbox/workspace/defaults.ts';
import { EACH_DATABASE, newDatabase, newStoredDatabase } from '../database/test-database.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { janeIsReady, janes } from './leads.ts';
import { startBatonOn } from './start.ts';

test.each(EACH_DATABASE)(
  'of a hundred reps who claim at once one wins, and the others are told who, on %s',
  async (on) => {
    const reps = Array.from({ length: 100 }, (_, index) => ({
      name: `rep${index}`,
      real_name: `Rep ${index}`,
    }));
    await using slack = await startSlack({ people: [...defaultPeople, ...reps] });
    await using baton = await startBatonOn(slack, { database: await newDatabase(on) });
    await baton.post(...janeIsReady());
    await baton.tick();
    const channel = slack.channel('sales-dach');
    const card = await channel.expectMessage(/Jane Doe/);
    const people = reps.map(({ name }) => slack.person(name));
    const clicks = await Promise.all(people.map((as) => card.action('Claim').tryClick({ as })));
    expect(clicks.every(({ ok }) => ok)).toBe(true);
    await card.expectUpdate(/claimed by/i);
    const { rows } = await baton.database.sql.query(
      `SELECT count(*)::int AS claims FROM "HandoverEvent" WHERE event = 'claim'`,
    );
    expect(rows).toEqual([{ claims: 1 }]);
    const owner = (await baton.database.prisma.handover.findFirstOrThrow()).claimedBy;
    for (const person of people.filter(({ id }) => id !== owner))
      await channel.expectEphemeral(/was first/, { to: person });
  },
);

test.each(EACH_DATABASE)('a restart on %s goes on where it was: no card is lost or doubled', async (on) => {
  await using kept = await newStoredDatabase(on);
  const { choice: database } = kept;
  await using slack = await startSlack();
  {
    await using baton = await startBatonOn(slack, { database });
    await baton.post(...janeIsReady());
  }
  {
    await using baton = await startBatonOn(slack, { database });
    await baton.tick();
    await slack.channel('sales-dach').expectMessage(/Jane Doe/);
    await baton.delivered();
  }
  {
    await using baton = await startBatonOn(slack, { database });
    expect(
      await baton.post(
        { ...janes('pricing_viewed', 1), id: 'again' },
        { ...janes('pricing_viewed', 1), id: 'again' },
      ),
    ).toMatchObject({
      body: { accepted: 1, duplicates: 1 },
    });
    await baton.tick();
    await baton.delivered();
    const card = slack.channel('sales-dach').messages()[0];
    await card?.action('Claim').click({ as: slack.person('ben') });
    await card?.expectUpdate(/claimed by/i);
    await slack.channel('marketing-feedback').expectMessage(/claimed by/i);
    await slack.expectNothingElse();
  }
});

test('a card whose answer was lost is found again, not posted twice', async () => {
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack);
  slack.workspace.faults.next('chat.postMessage', { kind: 'lost_answer' });
  await baton.post(...janeIsReady());
  await baton.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await expect
    .poll(() => baton.database.prisma.posting.count({ where: { state: 'posted' } }), { timeout: 10_000 })
    .toBe(1);
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/claimed by/i);
  await slack.expectNothingElse();
});
