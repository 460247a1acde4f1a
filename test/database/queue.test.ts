import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { DELIVERIES, openQueue } from '../../src/database/queue.ts';
import { newDatabase } from './test-database.ts';

test('a queue that an earlier version made gets the settings of this one, and keeps what is in it', async () => {
  const database = await openDatabase(await newDatabase());
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
