import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/watching/metrics.ts';
import { startSlack } from '../workspace/start-slack.ts';
import { CHECKLIST, FAST_CLOSE, JANE, janeIsReady, janes } from './leads.ts';
import { startBatonOn } from './start.ts';

const TOKEN = 'a-token-of-the-metrics';
const OMAR = {
  ...JANE,
  email: 'omar@nordlicht.example',
  name: 'Omar Haddad',
  phone: '+49 30 901820',
  company: { ...JANE.company, name: 'Nordlicht AG', domain: 'nordlicht.example' },
};
const NOTE = 'Omar asked to be called on his private number';

test('the log follows an activity to its card and verdict, the metrics count it, and neither names anyone', async () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  await using slack = await startSlack();
  await using baton = await startBatonOn(slack, {
    log,
    metricsToken: TOKEN,
    metrics: createMetrics({ ofProcess: true }),
  });
  const [ana, ben] = [slack.person('ana'), slack.person('ben')];
  const { faults, botToken, appToken } = slack.workspace;
  const send = (trace: string, activities: object[]) =>
    fetch(`${baton.url}/v1/activities`, {
      method: 'POST',
      headers: { 'x-request-id': trace },
      body: JSON.stringify(activities),
    });
  const said = (trace: string) =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line['trace'] === trace || [line['traces']].flat().includes(trace))
      .map(({ msg, event, result }) => event ?? result ?? msg);

  const answer = await send('request-of-jane', janeIsReady());
  expect(answer.headers.get('x-request-id')).toBe('request-of-jane');
  await send('request-before', [janes('content_viewed', 4, CHECKLIST, OMAR)]);
  await send('request-of-omar', [
    ...janeIsReady(OMAR),
    { ...janes('pricing_viewed', 1), id: OMAR.email, lead: {} },
  ]);
  await baton.tick();
  const sales = slack.channel('sales-dach');
  const jane = await sales.expectMessage(/Jane Doe/);
  await jane.action('Claim').click({ as: ana });
  await jane.expectUpdate(/claimed by/i);
  const omar = await sales.expectMessage(/Omar Haddad/);
  const snooze = await omar.action('Snooze...').click({ as: ben });
  await snooze.select('Wake it', 'In 2 weeks');
  await snooze.submit();
  await omar.expectUpdate(/snoozed/i);
  const modal = await omar.action('Reject...').click({ as: ben });
  await modal.select('Why is it not for you?', 'No real interest');
  await modal.fill('What would have made it good?', NOTE);
  await modal.submit();
  await omar.expectUpdate(/No real interest/);
  await slack.channel('marketing-feedback').expectMessage(/Omar Haddad/);
  await ana.types(`/lead ${JANE.email}`, { in: 'sales' });
  await baton.delivered();
  await ana.types('/handover health', { in: 'sales' });
  await slack.channel('sales').expectEphemeral(/only they are told/, { to: ana });
  await slack.person('mia').types('/handover health', { in: 'marketing-feedback' });
  await slack
    .channel('marketing-feedback')
    .expectEphemeral(/All is well[^]*0 messages owed[^]*1 instance, version/, { to: slack.person('mia') });

  expect(said('request-of-jane')).toEqual(
    expect.arrayContaining(['activities were taken in', 'handed_over', 'posted', 'claim', 'updated']),
  );
  expect(said('request-of-omar')).toEqual(expect.arrayContaining(['handed_over', 'posted', 'reject']));
  expect(said('request-before')).toEqual(['activities were taken in', 'handed_over']); // led there, among others
  const { rows } = await baton.database.sql.query<{ event: string; handoverId: string }>(
    'SELECT event, "handoverId" FROM "HandoverEvent"',
  );
  for (const { event, handoverId } of rows)
    expect(lines.some((line) => line.includes(`"event":"${event}"`) && line.includes(handoverId))).toBe(true);

  const metrics = await (
    await fetch(`${baton.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  ).text();
  for (const line of [
    'baton_activities_total{source="linkedin",result="accepted"} 7',
    'baton_activities_total{source="none",result="rejected"} 1',
    'baton_handover_changes_total{event="claim"} 1',
    'baton_handovers{state="claimed"} 1',
    'baton_handovers{state="rejected"} 1',
    'baton_time_to_claim_seconds_count{channel="sales-dach"} 1',
    'baton_deliveries_total{kind="card",result="posted"} 2',
    'baton_deliveries_owed 0',
    'baton_deliveries_oldest_seconds 0',
    'baton_database_up 1',
    'baton_slack_call_duration_seconds_count{method="views.open",result="ok"} 2',
  ])
    expect(metrics).toContain(line);
  for (const positive of [
    'baton_leads_scored_total',
    'baton_scoring_duration_seconds_count{cause="tick"}',
    'baton_scoring_duration_seconds_sum{cause="tick"}',
    'nodejs_eventloop_lag_mean_seconds',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(valueOf(metrics, positive)).toBeGreaterThan(0);
  expect((await fetch(`${baton.url}/metrics`)).status).toBe(401);

  baton.clock.now = new Date('2026-03-05T09:00:00Z');
  await baton.tick();
  const asked = await slack.direct(ana).expectMessage(/What came of Jane Doe/);
  await asked.action('In conversation').click({ as: ana });
  await asked.expectUpdate(/Outcome: In conversation/);
  await jane.expectUpdate(/Outcome: In conversation/);

  // Now everything fails, with the values in the errors.
  faults.set({ serverErrors: 1 });
  await baton.database.sql.query(
    'ALTER TABLE "Lead" RENAME TO "Gone"; ALTER TABLE "Handover" RENAME TO "Gone2"',
  );
  expect((await send('request-that-fails', janeIsReady({ ...JANE, name: 'Jane Again' }))).status).toBe(500);
  await baton.tick();
  faults.set({});
  await jane.action('Release').tryClick({ as: ben });
  await ana.tries(`/lead ${JANE.email}`, { in: 'sales' });

  const leads = [JANE, OMAR].flatMap(({ name, email, role, company, source }) => [
    ...name.split(' '),
    email,
    email.replace(/.*@/, ''),
    role,
    company.name,
    ...company.name.split(' ').slice(0, 1),
    source.campaign,
  ]);
  const reps = slack.workspace.people
    .filter(({ is_bot }) => !is_bot)
    .flatMap(({ real_name, email }) => [...real_name.split(' '), email]);
  const contents = [CHECKLIST, FAST_CLOSE].flatMap(({ title, url }) => [title, url, new URL(url).pathname]);
  const personal = [...leads, ...reps, ...contents, OMAR.company.domain, OMAR.phone, 'Jane Again', NOTE];
  await expect.poll(() => lines.join(''), { timeout: 10_000 }).toContain('a listener failed');
  const all = lines.join('');
  expect([...personal, botToken, appToken, TOKEN].filter((value) => all.includes(value))).toEqual([]);
  expect([...personal, botToken].filter((value) => metrics.includes(value))).toEqual([]);
});

/** What the metrics say of one, by its name with its labels. */
function valueOf(metrics: string, name: string): number {
  const line = metrics.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}
