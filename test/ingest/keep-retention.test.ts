import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { dropMonths, makeMonths } from '../../src/ingest/activity-months.ts';
import { forgetLeads } from '../../src/ingest/forget-leads.ts';
import { type IngestDeps, storeBatches } from '../../src/ingest/store-activities.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { EACH_DATABASE, newDatabase } from '../database/test-database.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  /** In years of its own: a database that is lent keeps the months that others made. */
  const now = new Date('2036-03-02T09:00:00Z');
  let database: Database;
  let deps: IngestDeps;

  beforeAll(async () => {
    database = await openDatabase(await newDatabase(on));
    const loaded = loadPlaybook('test/playbook/example.yaml');
    if (!loaded.ok) throw new Error('the example playbook does not load');
    deps = { database, playbook: livePlaybook(loaded), log: pino({ level: 'silent' }) };
  });
  afterAll(() => database.close());

  async function take(id: string, day: string, lead: object = { user_id: id }, on = now) {
    const one = { id, type: 'content_viewed', at: `${day}T09:00:00Z`, lead };
    const [stored] = await storeBatches(deps, [parseActivities([one], on).activities], on);
    return stored;
  }

  async function monthsOf(...ids: string[]) {
    const { rows } = await database.sql.query<{ id: string; month: string }>(
      `SELECT id, relname AS month FROM "Activity" JOIN pg_class ON oid = "Activity".tableoid WHERE id = ANY($1) ORDER BY id`,
      [ids],
    );
    return Object.fromEntries(rows.map(({ id, month }) => [id, month]));
  }

  test('activities lie in the month in which they happened, also those that came before it was made', async () => {
    await take('m-early', '2036-03-01');
    expect(await monthsOf('m-early')).toEqual({ 'm-early': 'other' });
    await Promise.all([makeMonths(database, now), makeMonths(database, now)]);
    await take('m-now', '2036-03-02');
    await take('m-late', '2035-11-20');
    const may = new Date('2036-05-30T12:00:00Z');
    await take('m-later', '2036-05-30', { user_id: 'm-now' }, may);
    expect(await monthsOf('m-early', 'm-now', 'm-late', 'm-later')).toEqual({
      'm-early': 'y2036m03',
      'm-late': 'other',
      'm-later': 'y2036m05',
      'm-now': 'y2036m03',
    });
  });

  test('old months go as a whole, and an activity that went with one never counts again', async () => {
    await makeMonths(database, now);
    await take('d-old', '2035-12-01');
    await take('d-march', '2036-03-01');
    await dropMonths(database, new Date('2036-03-31T00:00:00Z')); // March is not over
    expect(await monthsOf('d-old', 'd-march')).toEqual({ 'd-march': 'y2036m03' });
    await dropMonths(database, new Date('2036-04-01T00:00:00Z'));
    expect(await monthsOf('d-march')).toEqual({});
    for (const id of ['d-old', 'd-march'])
      expect(await take(id, '2036-03-02')).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  test('a lead that did nothing for long is forgotten; what was said of a handover teaches on, and names nobody', async () => {
    const old = '2024-01-10';
    await take('f-never', old, { email: 'never@one.example', name: 'Nora Never' });
    await take('f-judged', old, { email: 'judged@one.example', name: 'Jude Judged', role: 'CFO' });
    await take('f-live', old, { email: 'live@one.example', name: 'Liv Live' });
    await take('f-active', '2036-03-01', { email: 'active@one.example' });
    await handOver('judged@one.example', 'rejected', 'met her at a fair');
    await handOver('live@one.example', 'open');

    expect(await forgetLeads(database, new Date('2035-01-01T00:00:00Z'))).toEqual({
      deleted: 1,
      nameless: 1,
    });

    const { prisma, sql } = database;
    const kept = await prisma.identity.findMany({ where: { kind: 'email' }, orderBy: { value: 'asc' } });
    expect(kept.map(({ value }) => value)).toEqual(['active@one.example', 'live@one.example']);
    const verdict = await prisma.verdict.findFirstOrThrow({
      where: { handover: { state: 'rejected' } },
      include: { handover: { include: { lead: true } } },
    });
    expect(verdict).toMatchObject({ teaches: 'fit.role', features: { 'role:decision maker': 1 } });
    expect(verdict.handover.assessment).toMatchObject({ features: { 'role:decision maker': 1 } });
    expect(verdict.handover.lead).toMatchObject({ sourceChannel: null, excluded: 'forgotten' });
    const { rows } = await sql.query<{ all: string }>(
      `SELECT concat((SELECT json_agg(t) FROM "Lead" t), (SELECT json_agg(t) FROM "Handover" t),
       (SELECT json_agg(t) FROM "Verdict" t), (SELECT json_agg(t) FROM "Posting" t), (SELECT json_agg(t) FROM "Identity" t),
       (SELECT json_agg(t) FROM "Activity" t)) AS all`,
    );
    expect(rows[0]?.all).toMatch(/Liv Live/);
    expect(rows[0]?.all).not.toMatch(/Nora|never@|Jude|judged@|CFO|fair/i);
    expect(await forgetLeads(database, new Date('2035-01-01T00:00:00Z'))).toEqual({
      deleted: 0,
      nameless: 0,
    });
  });

  async function handOver(email: string, state: string, words: string | null = null) {
    const lead = await database.prisma.lead.findUniqueOrThrow({ where: { email } });
    const says = { text: `${lead.name} said: ${words}`, evidence: [] };
    const features = { 'role:decision maker': 1 };
    await database.prisma.handover.create({
      data: {
        leadId: lead.id,
        liveLeadId: state === 'open' ? lead.id : null,
        channel: 'sales',
        state,
        playbookHash: 'x',
        brief: {
          leadName: lead.name,
          fields: { name: says, role: says, source: null },
          timeline: [says],
          whyNow: says,
        },
        assessment: { features, reasons: [says] },
        words,
        verdicts: {
          create: { kind: 'rejected', teaches: 'fit.role', features, by: 'U1', words, at: now },
        },
        postings: {
          create: {
            key: `card:${email.length}`,
            kind: 'card',
            channel: 'sales',
            details: { leadName: lead.name },
          },
        },
      },
    });
  }
});
