import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createInbox, type Work } from '../../src/database/inbox.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { CLICKS } from '../../src/database/queue.ts';
import { claimHandover, releaseHandover } from '../../src/handover/claim.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { newDatabase } from '../database/test-database.ts';
import { examplePlaybook } from '../scoring/example.ts';

const log = pino({ level: 'silent' });
const soon = { timeout: 30_000, interval: 20 };
const playbook = livePlaybook({ playbook: examplePlaybook(), hash: 'one' });
let database: Database;
let handoverId: string;
const deps = () => ({ database, playbook, log, deliver: () => {}, changed: () => {} });
const byAna = () => ({ handoverId, by: 'U1ANA', now: new Date('2026-03-02T09:00:00Z') });

beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(async () => {
  const { id: leadId } = await database.prisma.lead.create({ data: {} });
  const frozen = { brief: {}, assessment: { features: {}, readiness: 60 }, playbookHash: 'one' };
  const handover = await database.prisma.handover.create({
    data: { ...frozen, leadId, liveLeadId: leadId, channel: 'sales', state: 'open' },
  });
  handoverId = handover.id;
});

/** Has a click done until the queue is rid of it; gives what became of it, and of the handover. */
async function click(work: (id: string, ...given: Parameters<Work>) => Promise<void>) {
  const id = randomUUID();
  const inbox = createInbox(database, CLICKS, log);
  await inbox.work((...given) => work(id, ...given));
  await inbox.put(id, {});
  const state = async () => (await database.queue.findJobs(CLICKS, { id }))[0]?.state;
  await expect.poll(state, soon).toMatch(/completed|failed/);
  await inbox.stop();
  const { history } = await database.prisma.handover.findUniqueOrThrow({
    where: { id: handoverId },
    include: { history: { orderBy: { id: 'asc' } } },
  });
  return { state: await state(), events: history.map(({ event }) => event) };
}

test('a click whose instance dies before the queue hears of it is not done again: what undid it stands', async () => {
  let goes = 0;
  const end = await click(async (_id, _data, settle) => {
    goes += 1;
    await claimHandover({ ...deps(), settle }, byAna());
    await releaseHandover(deps(), byAna());
    throw new Error('killed');
  });
  expect(end).toEqual({ state: 'completed', events: ['claim', 'release'] });
  expect(goes).toBe(1);
});

test('an instance that was thought dead changes nothing when it goes on: the click is done once, by the other', async () => {
  const ends: string[] = [];
  const end = await click(async (id, _data, settle) => {
    // As when it was not heard of for too long.
    if (ends.length === 0) await database.queue.fail(CLICKS, id);
    const claimed = claimHandover({ ...deps(), settle }, byAna());
    ends.push(
      await claimed.then(
        ({ ok }) => (ok ? 'done' : 'refused'),
        () => 'not ours',
      ),
    );
  });
  expect(end).toEqual({ state: 'completed', events: ['claim'] });
  expect(ends).toEqual(['not ours', 'done']);
});
