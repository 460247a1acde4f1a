import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { EACH_DATABASE, newDatabase } from '../database/test-database.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { type IngestDeps, storeBatches } from '../../src/ingest/store-activities.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { DAY_MS, parseInterest } from '../../src/scoring/interest.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  const now = new Date('2026-03-02T09:00:00Z');
  const LONG_AGO = { at: '2025-03-01T09:00:00Z' };
  let database: Database;
  let deps: IngestDeps;

  beforeAll(async () => {
    database = await openDatabase(await newDatabase(on));
    const loaded = loadPlaybook('test/playbook/example.yaml');
    if (!loaded.ok) throw new Error('the example playbook does not load');
    const playbook = livePlaybook(loaded);
    deps = { database, playbook, log: pino({ level: 'silent' }) };
  });
  afterAll(() => database.close());

  let count = 0;
  function activity(lead: object, more: object = {}) {
    count += 1;
    return { id: `s${count}`, type: 'content_viewed', at: '2026-03-01T09:00:00Z', lead, ...more };
  }

  async function take(...batch: object[]) {
    const { activities, rejected } = parseActivities(batch, now);
    expect(rejected).toEqual([]);
    const [stored] = await storeBatches(deps, [activities], now);
    if (!stored) throw new Error('nothing was said of the batch');
    return stored;
  }

  async function leadOf(kind: string, value: string) {
    const { lead } = await database.prisma.identity.findUniqueOrThrow({
      where: { kind_value: { kind, value } },
      include: { lead: { include: { company: true, activities: true, handovers: true } } },
    });
    return lead;
  }

  test('a stored past joins a lead that is first heard of in the same batch', async () => {
    await take(activity({ anonymous_id: 'm1', user_id: 'mu1' }), activity({ anonymous_id: 'm1' }));
    const email = 'm1@one.example';
    await take(activity({ email }), activity({ email, anonymous_id: 'm1' }));
    expect((await leadOf('email', email)).activities).toHaveLength(4);
    expect((await leadOf('user_id', 'mu1')).email).toBe(email);
  });

  test('a long past that is written before its lead is known joins it', async () => {
    const email = 'long@one.example';
    await take(activity({ email }));
    const past = Array.from({ length: 1_001 }, () => activity({ anonymous_id: 'long' }));
    await take(...past, activity({ email, anonymous_id: 'long' }, { at: '2026-03-01T10:00:00Z' }));
    expect((await leadOf('email', email)).activities).toHaveLength(1_003);
  });

  test('text that looks like an escape is kept as it came', async () => {
    const content = { title: String.raw`\N \. \\ "a"`, url: String.raw`C:\temp\new`, tags: [String.raw`\t`] };
    const properties = { [String.raw`\r`]: String.raw`a\nb` };
    const sent = { ...activity({ user_id: 'escape' }, { content, properties }), id: String.raw`\N\\x` };
    await take(sent);
    expect((await leadOf('user_id', 'escape')).activities).toMatchObject([
      { id: sent.id, content, properties },
    ]);
  });

  test('a device that two people use makes them no one lead, batch after batch', async () => {
    const [jane, max] = ['jane@device.example', 'max@device.example'];
    const device = { anonymous_id: 'shared' };
    await take(activity(device));
    await take(activity({ ...device, email: jane }));
    await take(activity({ ...device, email: max, user_id: 'max' }));
    await take(activity(device));
    await take(activity({ ...device, user_id: 'other' }));
    expect((await leadOf('email', jane)).activities).toHaveLength(2);
    expect((await leadOf('email', max)).activities).toHaveLength(2);
    expect((await leadOf('user_id', 'max')).email).toBe(max);
    expect(await leadOf('anonymous_id', 'shared')).toMatchObject({
      id: (await leadOf('user_id', 'other')).id,
    });
  });

  test('a live handover is still the live one of the lead that it joins', async () => {
    const email = 'h1@one.example';
    await take(activity({ anonymous_id: 'h1' }), activity({ email }));
    const goes = await leadOf('anonymous_id', 'h1');
    await liveHandover(goes.id);
    await take(activity({ email, anonymous_id: 'h1' }));
    const stays = await leadOf('email', email);
    expect(stays.handovers.map(({ liveLeadId }) => liveLeadId)).toEqual([stays.id]);
  });

  test('two live handovers stay two when their leads become one', async () => {
    const email = 'h2@one.example';
    await take(activity({ anonymous_id: 'h2' }), activity({ user_id: 'h2' }), activity({ email }));
    for (const kind of ['anonymous_id', 'user_id']) await liveHandover((await leadOf(kind, 'h2')).id);
    await take(activity({ email, anonymous_id: 'h2', user_id: 'h2' }));
    const stays = await leadOf('email', email);
    const live = stays.handovers.map(({ liveLeadId }) => liveLeadId);
    expect(live).toHaveLength(2);
    expect(live.filter((id) => id === stays.id)).toHaveLength(1);
    expect(live).not.toContain(null);
  });

  test('what a verdict forbade stays forbidden when leads become one', async () => {
    const email = 'x1@one.example';
    await take(activity({ user_id: 'x1' }), activity({ email }));
    const recycleAt = new Date('2026-06-01T00:00:00Z');
    const { id } = await leadOf('user_id', 'x1');
    await database.prisma.lead.update({ where: { id }, data: { excluded: 'a competitor', recycleAt } });
    await take(activity({ email, user_id: 'x1' }));
    expect(await leadOf('email', email)).toMatchObject({ excluded: 'a competitor', recycleAt });
  });

  test('late news of an old employer does not move a lead back', async () => {
    await take(activity({ user_id: 'c1', company: { domain: 'newco.example' } }));
    await take(activity({ user_id: 'c1', company: { domain: 'oldco.example' } }, LONG_AGO));
    expect((await leadOf('user_id', 'c1')).company?.domain).toBe('newco.example');
    await take(activity({ email: 'c1@older.example' }, LONG_AGO));
    await take(activity({ email: 'c1@older.example', user_id: 'c1' }, LONG_AGO));
    expect((await leadOf('user_id', 'c1')).company?.domain).toBe('newco.example');
  });

  test('a mail provider is nobody’s company, even when it is said to be', async () => {
    await take(activity({ email: 'f1@gmail.com', company: { domain: 'gmail.com' } }));
    expect((await leadOf('email', 'f1@gmail.com')).company).toBeNull();
  });

  test('of two activities with one id the first is kept', async () => {
    const stored = await take(
      { ...activity({ user_id: 'd1' }, { type: 'first' }), id: 'twice' },
      { ...activity({ user_id: 'd1' }, { type: 'second' }), id: 'twice' },
    );
    expect(stored).toMatchObject({ accepted: 1, duplicates: 1 });
    expect((await leadOf('user_id', 'd1')).activities.map(({ type }) => type)).toEqual(['first']);
  });

  test('the same batch sent many times at once is stored once', async () => {
    const batch = Array.from({ length: 20 }, (_, index) => activity({ email: `r${index % 7}@race.example` }));
    const stored = await Promise.all(Array.from({ length: 8 }, () => take(...batch)));
    expect(stored.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
  });

  function liveHandover(leadId: string) {
    const frozen = { brief: {}, assessment: {}, playbookHash: 'x' };
    return database.prisma.handover.create({
      data: { leadId, liveLeadId: leadId, channel: 'sales', state: 'open', ...frozen },
    });
  }

  test('activity out of order is folded in its place in time', async () => {
    const email = 'late@order.example';
    const at = (day: string) => `2026-${day}T09:00:00Z`;
    await take(
      activity({ email }, { type: 'pricing_viewed', at: at('01-05') }),
      activity({ email }, { type: 'pricing_viewed', at: at('02-27') }),
    );
    const before = parseInterest((await leadOf('email', email)).interest);
    expect(before.burst?.quietMs).toBe(53 * DAY_MS);

    await take(activity({ email }, { type: 'pricing_viewed', at: at('02-16') }));
    const within = parseInterest((await leadOf('email', email)).interest);
    expect(within.burst?.quietMs).toBe(11 * DAY_MS);

    await take(activity({ email }, { type: 'unsubscribed', at: at('02-20') }));
    const after = parseInterest((await leadOf('email', email)).interest);
    expect(after.signals['pricing_viewed']).toMatchObject({ count: 1, last: Date.parse(at('02-27')) });
  });
});
