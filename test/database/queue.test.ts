import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { CLICKS, DELIVERIES, openQueue, TELLINGS } from '../../src/database/queue.ts';
import { changeHandover } from '../../src/handover/change-handover.ts';
import { cardKey, owePosting } from '../../src/handover/postings.ts';
import { EACH_DATABASE, newDatabase } from './test-database.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  test('a queue that an earlier version made gets the settings of this one, and keeps what is in it', async () => {
    const database = await openDatabase(await newDatabase(on));
    const ofNow = await database.queue.getQueue(DELIVERIES);
    await database.queue.updateQueue(DELIVERIES, { retryBackoff: true, retryDelayMax: 3_600 });
    const job = { posting: 'a', channel: 'sales', first: false };
    await database.queue.insert(DELIVERIES, [{ data: job, singletonKey: 'sales' }]);

    const again = await openQueue(database.sql, database);
    const settings = await again.getQueue(DELIVERIES);
    expect(settings?.retryDelayMax).toBe(ofNow?.retryDelayMax);
    expect(settings?.policy).toBe('key_strict_fifo');
    expect((await again.fetch(DELIVERIES)).map(({ data }) => data)).toEqual([job]);
    await again.stop({ graceful: false });
    await database.close();
  });

  test('a queue of clicks that an earlier version made hands on what can not be done', async () => {
    const database = await openDatabase(await newDatabase(on));
    const { sql } = database;
    await sql.query('UPDATE pgboss.queue SET dead_letter = NULL');
    await database.queue.deleteQueue(TELLINGS);

    const again = await openQueue(sql, database);
    await again.updateQueue(CLICKS, { retryLimit: 0 });
    await again.insert(CLICKS, [{ data: { actionId: 'claim' } }]);
    for (const { id } of await again.fetch(CLICKS)) await again.fail(CLICKS, id);
    expect((await again.fetch(TELLINGS)).map(({ data }) => data)).toEqual([{ actionId: 'claim' }]);
    await again.stop({ graceful: false });
    await database.close();
  });

  test('a change of a handover enqueues what it owes if it commits, and nothing if it does not', async () => {
    const database = await openDatabase(await newDatabase(on));
    const { prisma, queue } = database;
    const { id: leadId } = await prisma.lead.create({ data: {} });
    const frozen = { channel: 'sales', brief: {}, assessment: {}, playbookHash: 'one' };
    const { id } = await prisma.handover.create({
      data: { ...frozen, leadId, liveLeadId: leadId, state: 'open' },
    });
    const card = { key: cardKey(id), kind: 'card', handoverId: id, channel: 'sales' } as const;
    await prisma.$transaction((tx) => owePosting(tx, card));
    await queue.deleteAllJobs(DELIVERIES);

    const claim = (thenFail: boolean) =>
      prisma.$transaction(async (tx) => {
        await changeHandover(tx, {
          handoverId: id,
          event: 'claim',
          by: 'U1ANA',
          now: new Date(),
          note: () => {},
        });
        if (thenFail) throw new Error('cut');
      });
    await expect(claim(true)).rejects.toThrow('cut');
    expect(await queue.findJobs(DELIVERIES)).toEqual([]);
    await claim(false);
    const { id: posting } = await prisma.posting.findUniqueOrThrow({ where: { key: card.key } });
    const jobs = await queue.findJobs(DELIVERIES);
    expect(jobs.map(({ data }) => data)).toEqual([{ posting, channel: 'sales', first: false }]);
    await database.close();
  });
});
