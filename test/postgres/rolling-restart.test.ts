import { expect, test } from 'vitest';
import { newPostgres } from '../database/test-database.ts';
import { janeIsReady, janes } from '../end-to-end/leads.ts';
import { startBatonProcess } from '../processes/start-baton.ts';
import { startSlack } from '../workspace/start-slack.ts';

const soon = { timeout: 20_000 };

test.concurrent('an instance that is told to leave hands over to the next: nothing is lost, and its code is 0', async () => {
  const { url: DATABASE_URL } = await newPostgres();
  await using slack = await startSlack({ deadlineMs: 20_000 });
  const env = { ...slack.env, DATABASE_URL, SCORING_SCHEDULE: '* * * * * *' };
  await using old = await startBatonProcess(env);
  const ready = (url: string) => fetch(`${url}/readyz`).then(({ status }) => status);

  // Slack is slow: what is being posted when the old one leaves is finished, or done by the next.
  slack.workspace.faults.set({ methods: { 'chat.postMessage': { latencyMs: 1_000 } } });
  expect(await askForDemo(old.url)).toBe(202);
  old.child.kill('SIGTERM');
  await expect.poll(() => ready(old.url), soon).toBe(503);
  await using next = await startBatonProcess(env);
  expect(await old.ended).toBe(0);
  expect(await ready(next.url)).toBe(200);
  slack.workspace.faults.set({});
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
  await slack.channel('marketing-feedback').expectMessage(/Jane Doe[^]*Claimed/);
  await slack.expectNothingElse();
  expect(slack.workspace.connections).toBe(1);

  next.child.kill('SIGTERM');
  next.child.kill('SIGTERM');
  expect(await next.ended).not.toBe(null);
});

test.concurrent('roles are split: one takes activity in, one hears Slack, one works', async () => {
  const { url: DATABASE_URL } = await newPostgres();
  await using slack = await startSlack({ deadlineMs: 20_000 });
  const env = { ...slack.env, DATABASE_URL, SCORING_SCHEDULE: '* * * * * *' };
  const [web, listener, worker] = await Promise.all(
    ['web', 'slack', 'worker'].map((role) => startBatonProcess({ ...env, BATON_ROLES: role })),
  );
  if (!web || !listener || !worker) throw new Error('three were started');
  await using _web = web;
  await using _listener = listener;
  await using _worker = worker;
  expect(slack.workspace.connections).toBe(1);
  expect(await askForDemo(worker.url)).toBe(404);
  expect(await askForDemo(web.url)).toBe(202);
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
});

/** Jane is ready and asks, now: these instances go by the real time. Gives the status of the answer. */
async function askForDemo(url: string): Promise<number> {
  const activities = [...janeIsReady(), janes('demo_requested', 0)];
  const body = JSON.stringify(activities.map((one) => ({ ...one, at: new Date().toISOString() })));
  return (await fetch(`${url}/v1/activities`, { method: 'POST', body })).status;
}
