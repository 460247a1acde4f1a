import { describe, expect, test } from 'vitest';
import { EACH_DATABASE, newDatabase } from '../database/test-database.ts';
import { freePort } from '../processes/free-port.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { JANE, janeIsReady, janes } from './leads.ts';
import { MONDAY, startBatonOn } from './start.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  test('a ready lead becomes a card that a rep claims', async () => {
    await using slack = await startSlack();
    await using baton = await startBatonOn(slack, { database: await newDatabase(on) });
    const ana = slack.person('ana');

    expect(await baton.post(...janeIsReady())).toMatchObject({
      status: 202,
      body: { accepted: 3, duplicates: 0, rejected: [] },
    });
    await baton.tick();
    const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
    expect(card.text).toContain('Acme GmbH');
    expect(card.text).toContain('Closing the books takes too long');
    const { id: handover } = await baton.database.prisma.handover.findFirstOrThrow();
    expect(slack.workspace.calls.find(({ method }) => method === 'chat.postMessage')?.args).toMatchObject({
      text: expect.stringMatching(/^New lead: Jane Doe · VP Finance, Acme GmbH\. /),
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(card.message.metadata?.event_payload).toMatchObject({ handover });

    // What is learned of the lead from here on changes nothing of the card.
    const [readiness] = /Readiness \d+/.exec(card.text) ?? [];
    const later = { role: 'Student', company: { ...JANE.company, employees: 3 } };
    await baton.post(janes('careers_viewed', 0, null, later));
    await baton.tick();
    await card.action('Claim').click({ as: ana });
    await card.expectUpdate(/Claimed by/i);
    for (const frozen of ['VP Finance', '800 employees', readiness]) expect(card.text).toContain(frozen);
    await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
    await slack.expectNothingElse();
    const history = await baton.database.prisma.handoverEvent.findMany({ orderBy: { id: 'asc' } });
    expect(history.map(({ event, by, at }) => ({ event, by, at }))).toEqual([
      { event: 'posted', by: null, at: MONDAY },
      { event: 'claim', by: ana.id, at: MONDAY },
    ]);
  });

  test('a second claim tells the rep who got there first', async () => {
    await using slack = await startSlack();
    await using baton = await startBatonOn(slack, { database: await newDatabase(on) });
    await baton.post(...janeIsReady());
    await baton.tick();
    const channel = slack.channel('sales-dach');
    const card = await channel.expectMessage(/Jane Doe/);
    const reps = [slack.person('ana'), slack.person('ben')];
    await Promise.all(reps.map((as) => card.action('Claim').click({ as })));
    await card.expectUpdate(/Claimed by/i);
    const { claimedBy } = await baton.database.prisma.handover.findFirstOrThrow();
    const [first] = reps.filter(({ id }) => id === claimedBy);
    const [late] = reps.filter(({ id }) => id !== claimedBy);
    if (!first || !late) throw new Error('neither of the two who claimed owns the lead');
    await channel.expectEphemeral(`@${first.name} was first`, { to: late });
    await slack.channel('marketing-feedback').expectMessage(/Claimed/);
    await slack.expectNothingElse();
  });

  test('the same story over HTTP, with Slack’s signed requests on the port of everything else', async () => {
    const port = await freePort();
    await using slack = await startSlack({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
    await using baton = await startBatonOn(slack, { database: await newDatabase(on), port, http: true });
    expect(await slack.workspace.verifyRequestUrl()).toBe(true);
    await baton.post(...janeIsReady());
    await baton.tick();
    const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
    const modal = await card.action('Reject...').click({ as: slack.person('ana') });
    await modal.select('Why is it not for you?', 'No real interest');
    await modal.submit();
    await card.expectUpdate(/No real interest/);
    await slack.channel('marketing-feedback').expectMessage(/Jane Doe/);
    const forged = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      body: 'payload={}',
    });
    expect(forged.status).toBe(401);
  });
});
