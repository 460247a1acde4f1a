import { expect, test } from 'vitest';
import type { Role } from '../../src/config.ts';
import { CLICKS, SUBMISSIONS, TELLINGS } from '../../src/database/queue.ts';
import { newPostgres } from '../database/test-database.ts';
import { janeIsReady, janes } from '../end-to-end/leads.ts';
import { startBatonOn } from '../end-to-end/start.ts';
import { startSlack } from '../workspace/start-slack.ts';

test('with roles split, web only takes in, worker scores and delivers, slack hears and does clicks and modals', async () => {
  const database = await newPostgres();
  await using slack = await startSlack();
  const start = (...roles: Role[]) => startBatonOn(slack, { database, roles: new Set(roles) });
  const web = await start('web');
  await using hears = await start('slack');
  const worksOn = ({ queue }: typeof web.database) =>
    [CLICKS, SUBMISSIONS, TELLINGS].filter((name) => queue.getWipData().some((one) => one.name === name));
  expect([web, hears].map((one) => worksOn(one.database))).toEqual([[], [CLICKS, SUBMISSIONS, TELLINGS]]);

  expect(await web.post(...janeIsReady(), janes('demo_requested', 0))).toMatchObject({ status: 202 });
  await web.tick();
  await web.stop(); // once it has done all that it began
  expect(await hears.database.prisma.handover.count()).toBe(0);

  const worker = await start('worker');
  expect(worksOn(worker.database)).toEqual([CLICKS, SUBMISSIONS, TELLINGS]);
  await worker.tick();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  await worker.delivered();
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
  await worker.stop();
});
