import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { changeHandover } from '../../src/handover/change-handover.ts';
import { claimHandover, releaseHandover } from '../../src/handover/claim.ts';
import { createPromiseKeeper } from '../../src/handover/keep-promises.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { snoozeHandover } from '../../src/handover/snooze.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import type { Playbook } from '../../src/playbook/schema.ts';
import { newDatabase } from '../database/test-database.ts';
import { examplePlaybook } from '../scoring/example.ts';

const MONDAY = new Date('2026-03-02T09:00:00Z');
const SECOND = 1000;
const at = (iso: string) => new Date(`2026-03-${iso}Z`);
const before = (moment: Date) => new Date(moment.getTime() - SECOND);
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"'));

function deps(changes: Partial<Playbook> = {}, hash = 'one') {
  const playbook = livePlaybook({ playbook: { ...examplePlaybook(), ...changes }, hash });
  return { database, playbook, log: pino({ level: 'silent' }), deliver: () => {}, changed: () => {} };
}

/** A card that stands in #sales-dach since this moment: the handover's id. */
async function openCard(since = MONDAY): Promise<string> {
  const lead = await database.prisma.lead.create({ data: {} });
  const { id: handoverId } = await database.prisma.handover.create({
    data: {
      leadId: lead.id,
      liveLeadId: lead.id,
      channel: 'sales-dach',
      state: 'queued',
      brief: {},
      assessment: { features: {}, readiness: 60 },
      playbookHash: 'one',
      createdAt: since,
    },
  });
  await changeHandover(database.prisma, {
    handoverId,
    event: 'posted',
    by: null,
    now: since,
    note: () => {},
    patch: { openedAt: since },
  });
  return handoverId;
}

/** What is owed beside the card and the note that follows it: kinds, oldest first. */
async function owed(): Promise<string[]> {
  const postings = await database.prisma.posting.findMany({ orderBy: { createdAt: 'asc' } });
  return postings.map(({ kind }) => kind).filter((kind) => kind !== 'progress');
}

const read = (id: string) => database.prisma.handover.findUniqueOrThrow({ where: { id } });

/** Ticks a second before this moment, at it, and twice more: says what came of it before and after. */
async function around(moment: Date, look: () => Promise<unknown> = owed) {
  const keep = createPromiseKeeper(deps());
  await keep(before(moment));
  const early = await look();
  await keep(moment);
  await keep(moment);
  await createPromiseKeeper(deps())(new Date(moment.getTime() + 5 * SECOND)); // as after a restart
  return { early, due: await look() };
}

test('an unclaimed card: nudge, escalation and expiry come at their second, once each', async () => {
  const id = await openCard();
  expect(await around(at('02T09:15:00'))).toEqual({ early: [], due: ['nudge'] });
  expect(await around(at('02T10:00:00'))).toEqual({ early: ['nudge'], due: ['nudge', 'escalation'] });
  // What was not sent while it was true is not sent when it is no longer: both go when the card expires.
  expect(await around(at('04T09:00:00'))).toEqual({ early: ['nudge', 'escalation'], due: ['expiry'] });
  expect(await read(id)).toMatchObject({ state: 'expired', dueAt: null, liveLeadId: null });
  expect(await database.prisma.verdict.count()).toBe(0);
});

test('a claim: the rep is asked, then it lapses and the card is open again, each at its second, once', async () => {
  const id = await openCard();
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: MONDAY });
  expect(await around(at('05T09:00:00'))).toEqual({ early: [], due: ['outcome'] });
  await database.prisma.posting.updateMany({
    where: { kind: 'outcome' },
    data: { state: 'posted', ts: '1.1' },
  });
  const [asked] = await database.prisma.posting.findMany({ where: { kind: 'outcome' } });
  expect(asked).toMatchObject({ channel: 'U1REP', hostKey: null });
  expect(await around(at('09T09:00:00'))).toEqual({ early: ['outcome'], due: ['outcome', 'lapse'] });
  expect(await database.prisma.posting.findFirst({ where: { kind: 'lapse' } })).toMatchObject({
    channel: 'U1REP',
    hostKey: asked?.key,
  });
  expect(await read(id)).toMatchObject({ state: 'open', claimedBy: null, waitingSince: at('09T09:00:00') });
  expect(await database.prisma.verdict.count({ where: { takenBackAt: null } })).toBe(0);
  expect(await around(at('09T09:15:00'))).toMatchObject({ due: ['outcome', 'lapse', 'nudge'] });
});

test('a sleeping card wakes at its second, once', async () => {
  const id = await openCard();
  const until = at('02T12:00:00');
  await snoozeHandover(deps(), { handoverId: id, by: 'U1REP', until, note: null, now: MONDAY });
  const state = async () => (await read(id)).state;
  expect(await around(until, state)).toEqual({ early: 'snoozed', due: 'open' });
  expect(await database.prisma.handoverEvent.count({ where: { event: 'wake' } })).toBe(1);
  expect(await around(at('02T12:15:00'))).toEqual({ early: [], due: ['nudge'] });
});

test('what fell due while Baton was down comes at start, once: the last of it', async () => {
  await openCard();
  const keep = createPromiseKeeper(deps());
  expect(await keep(at('02T12:00:00'))).toBe(1); // three hours on
  expect(await keep(at('02T09:01:00'))).toBe(0); // and back
  expect(await keep(at('02T12:00:05'))).toBe(0);
  expect(await owed()).toEqual(['escalation']);
});

test('two instances that tick at once keep a promise once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => openCard()));
  const ticks = Array.from({ length: 4 }, () => createPromiseKeeper(deps())(at('02T09:15:00')));
  expect((await Promise.all(ticks)).reduce((sum, kept) => sum + kept, 0)).toBe(5);
  expect(await owed()).toEqual(Array.from({ length: 5 }, () => 'nudge'));
});

test('a claim, a snooze, a release and an outcome move or clear what was due', async () => {
  const id = await openCard();
  const keep = createPromiseKeeper(deps());
  const dueAfter = async (now: Date) => {
    await keep(now);
    return (await read(id)).dueAt?.toISOString().slice(8, 19) ?? null;
  };
  expect(await dueAfter(MONDAY)).toBe('02T09:15:00');
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: at('02T09:10:00') });
  expect(await dueAfter(at('02T09:10:00'))).toBe('05T09:10:00');
  await releaseHandover(deps(), { handoverId: id, by: 'U1REP', now: at('02T09:20:00') });
  expect(await dueAfter(at('02T09:20:00'))).toBe('02T09:35:00');
  const until = at('02T11:00:00');
  await snoozeHandover(deps(), { handoverId: id, by: 'U1REP', until, note: null, now: at('02T09:30:00') });
  expect(await dueAfter(at('02T10:59:59'))).toBe('02T11:00:00');
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: at('02T10:59:59') });
  const outcome = { handoverId: id, by: 'U1REP', outcomeId: 'in_conversation', reasonId: null, words: null };
  await logOutcome(deps(), { ...outcome, now: at('02T12:00:00') });
  expect(await dueAfter(at('02T12:00:00'))).toBeNull();
  expect(await owed()).toEqual([]);
});

test('another playbook plans open handovers anew', async () => {
  const id = await openCard();
  const live = deps();
  const keep = createPromiseKeeper(live);
  await keep(MONDAY);
  const { service_levels } = examplePlaybook();
  live.playbook.current = {
    ...live.playbook.current,
    service_levels: { ...service_levels, nudge_after: { amount: 5, unit: 'm' } },
  };
  live.playbook.hash = 'two';
  await keep(at('02T09:01:00'));
  expect((await read(id)).dueAt).toEqual(at('02T09:05:00'));
});

test('a restart leaves what is planned as it is, and what is due goes before the planning, first come first', async () => {
  const ids = [];
  for (let minute = 3; minute >= 0; minute -= 1) ids.push(await openCard(at(`02T09:0${minute}:00`)));
  await createPromiseKeeper(deps())(at('02T09:04:00'));
  const planned = await Promise.all(ids.map(read));
  await createPromiseKeeper(deps())(at('02T09:05:00')); // another instance, or this one again
  expect(await Promise.all(ids.map(read))).toEqual(planned);

  expect(await createPromiseKeeper(deps())(at('02T09:20:00'))).toBe(4);
  const nudges = await database.prisma.posting.findMany({
    where: { kind: 'nudge' },
    orderBy: { createdAt: 'asc' },
  });
  expect(nudges.map(({ handoverId }) => handoverId)).toEqual(ids.toReversed());
});

test('with more cards than a tick looks at, another playbook plans some each tick and delays nothing that is due', async () => {
  const since = at('02T09:00:00');
  const { leadId, channel, brief, playbookHash } = await read(await openCard(since));
  const card = { leadId, channel, brief: brief ?? {}, assessment: {}, playbookHash, state: 'open' };
  const more = Array.from({ length: 129 }, () => ({
    ...card,
    waitingSince: since,
    dueAt: at('02T09:15:00'),
  }));
  await database.prisma.handover.createMany({ data: more });
  const live = deps();
  const keep = createPromiseKeeper(live);
  await keep(since);
  const { service_levels } = examplePlaybook();
  live.playbook.current = {
    ...live.playbook.current,
    service_levels: { ...service_levels, nudge_after: { amount: 5, unit: 'm' } },
  };
  live.playbook.hash = 'two';
  const anew = () => database.prisma.handover.count({ where: { dueAt: at('02T09:05:00') } });
  await keep(at('02T09:01:00'));
  expect(await anew()).toBe(100);
  await keep(at('02T09:01:01'));
  expect(await anew()).toBe(130);
});

test('a handover that nobody planned is found within the hour', async () => {
  const id = await openCard();
  const keep = createPromiseKeeper(deps());
  await keep(MONDAY);
  await database.prisma.handover.update({ where: { id }, data: { dueAt: null } }); // as an older Baton leaves it
  await keep(at('02T09:59:59'));
  expect(await owed()).toEqual([]);
  await keep(at('02T10:00:00'));
  expect(await owed()).toEqual(['escalation']);
});

test.each([
  ['within working hours', MONDAY, at('02T09:12:00'), 720, 720],
  ['over a night', at('02T16:50:00'), at('03T08:05:00'), 54_900, 900],
  ['outside of working hours', at('02T20:00:00'), at('02T20:10:00'), 600, 0],
])('the service level of a claim is recorded: %s', async (_when, opened, claimed, wall, working) => {
  const id = await openCard(opened);
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: claimed });
  expect(await read(id)).toMatchObject({ secondsToClaim: wall, workingSecondsToClaim: working });
});

test('who claims a sleeping card was waited for by nobody; awake again, it counts from there', async () => {
  const id = await openCard();
  const snooze = { handoverId: id, by: 'U1REP', until: at('02T11:00:00'), note: null };
  await snoozeHandover(deps(), { ...snooze, now: MONDAY });
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: at('02T10:00:00') });
  expect(await read(id)).toMatchObject({ secondsToClaim: null, workingSecondsToClaim: null });
  await releaseHandover(deps(), { handoverId: id, by: 'U1REP', now: at('02T10:10:00') });
  await snoozeHandover(deps(), { ...snooze, now: at('02T10:20:00') });
  await createPromiseKeeper(deps())(at('02T11:00:00'));
  await claimHandover(deps(), { handoverId: id, by: 'U2REP', now: at('02T11:01:00') });
  expect(await read(id)).toMatchObject({ secondsToClaim: 60, workingSecondsToClaim: 60 });
});

test('an outcome that is logged twice, also at once, is one; another replaces it', async () => {
  const id = await openCard();
  await claimHandover(deps(), { handoverId: id, by: 'U1REP', now: MONDAY });
  const log = (outcomeId: string) =>
    logOutcome(deps(), { handoverId: id, by: 'U1REP', outcomeId, reasonId: null, words: null, now: MONDAY });
  const verdicts = () => database.prisma.verdict.count({ where: { kind: 'outcome' } });
  const both = await Promise.all([log('in_conversation'), log('in_conversation')]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await verdicts()).toBe(1);
  const again = await Promise.all([log('meeting_booked'), log('meeting_booked')]);
  expect(again.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await log('meeting_booked')).toMatchObject({ ok: true });
  expect(await verdicts()).toBe(2);
  expect(await log('lost')).toMatchObject({ ok: false, reason: 'not_claimed' });
});
