import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { parseActivities } from '../../src/ingest/activity-input.ts';
import { createIntake } from '../../src/ingest/take-in.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { EACH_DATABASE, newDatabase } from '../database/test-database.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  const NOW = new Date('2026-03-02T09:00:00Z');
  let database: Database;
  let intakeOn: (database: Database) => ReturnType<typeof createIntake>;
  let takeIn: ReturnType<typeof createIntake>;

  beforeAll(async () => {
    database = await openDatabase(await newDatabase(on));
    const loaded = loadPlaybook('test/playbook/example.yaml');
    if (!loaded.ok) throw new Error('the example playbook does not load');
    const playbook = livePlaybook(loaded);
    intakeOn = (on) =>
      createIntake({ database: on, playbook, log: pino({ level: 'silent' }), now: () => NOW });
    takeIn = intakeOn(database);
  });
  afterAll(() => database.close());

  function batch(...ids: string[]) {
    const items = ids.map((id) => ({
      id,
      type: 'content_viewed',
      at: NOW.toISOString(),
      lead: { email: `${id.at(-1)}@acme.example` },
    }));
    return parseActivities(items, NOW).activities;
  }

  test('batches that come together share a transaction, and each is told what became of it', async () => {
    const [first, ...others] = await Promise.all([
      takeIn(batch('a1', 'a2')),
      takeIn(batch('b1', 'a2', 'b2')),
      takeIn(batch('b1', 'c1')),
      takeIn([]),
    ]);
    expect(first).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(others).toMatchObject([
      { accepted: 2, duplicates: 1 },
      { accepted: 1, duplicates: 1 },
      { accepted: 0, duplicates: 0 },
    ]);
    const { rows } = await database.sql.query<{ ids: string[] }>(
      'SELECT array_agg(id ORDER BY id) AS ids FROM "Activity" GROUP BY xmin::text ORDER BY 1',
    );
    expect(rows.map(({ ids }) => ids)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2', 'c1'],
    ]);
  });

  test('a batch that the database refuses fails alone', async () => {
    const [refused] = batch('refused');
    if (!refused) throw new Error('no activity');
    const outcomes = await Promise.allSettled([
      takeIn(batch('d1')),
      takeIn(batch('d2')),
      takeIn([{ ...refused, properties: { text: '\u0000' } }]), // no jsonb holds this; parseActivities keeps it out
      takeIn(batch('d3')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const kept = await database.prisma.activity.findMany({
      where: { id: { in: ['d1', 'd2', 'd3', 'refused'] } },
    });
    expect(kept.map(({ id }) => id).toSorted()).toEqual(['d1', 'd2', 'd3']);
  });

  test('a batch that its source has given up before it was begun is never stored', async () => {
    const givenUp = new AbortController();
    const begun = new AbortController();
    const first = takeIn(batch('f1'), begun.signal);
    const second = takeIn(batch('f2'), givenUp.signal);
    const third = takeIn(batch('f3'), new AbortController().signal);
    begun.abort();
    givenUp.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    expect(await Promise.all([first, third])).toMatchObject([{ accepted: 1 }, { accepted: 1 }]);
    const kept = await database.prisma.activity.findMany({ where: { id: { in: ['f1', 'f2', 'f3'] } } });
    expect(kept.map(({ id }) => id).toSorted()).toEqual(['f1', 'f3']);
  });

  test('when the database is away, what shares a transaction fails with it: none is tried alone', async () => {
    const away = await openDatabase(await newDatabase(on));
    await away.close();
    const connects = vi.spyOn(away.sql, 'connect');
    const takeInThere = intakeOn(away);
    const outcomes = await Promise.allSettled(['g1', 'g2', 'g3', 'g4'].map((id) => takeInThere(batch(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(connects).toHaveBeenCalledTimes(2); // the first by itself, the others, which came meanwhile, together
  });
});
