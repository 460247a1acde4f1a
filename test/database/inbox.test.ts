import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createInbox } from '../../src/database/inbox.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { CLICKS } from '../../src/database/queue.ts';
import { EACH_DATABASE, newDatabase } from './test-database.ts';

describe.each(EACH_DATABASE)('on %s', (on) => {
  const soon = { timeout: 20_000, interval: 10 };

  /** A database, and inboxes on it that note the names of what they do. */
  async function openInboxes() {
    const database = await openDatabase(await newDatabase(on));
    const done: string[] = [];
    const opened: ReturnType<typeof createInbox>[] = [];
    return {
      database,
      done,
      async open(work: (name: string) => Promise<void> = async () => {}) {
        const inbox = createInbox(database, CLICKS, pino({ level: 'silent' }));
        await inbox.work(async (data) => {
          const name = 'name' in data ? String(data.name) : '';
          done.push(name);
          await work(name);
        });
        opened.push(inbox);
        return { stop: () => inbox.stop(), put: (name: string) => inbox.put(idOf(name), { name }) };
      },
      async [Symbol.asyncDispose]() {
        for (const inbox of opened) await inbox.stop();
        await database.close();
      },
    };
  }

  function idOf(name: string): string {
    const hex = createHash('sha256').update(name).digest('hex').slice(0, 32);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  test('what comes at once is all stored and done once, also what comes again', async () => {
    await using inboxes = await openInboxes();
    const inbox = await inboxes.open();
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    await Promise.all([...names, 'n3', 'n3'].map((name) => inbox.put(name)));
    await expect.poll(() => inboxes.done, soon).toHaveLength(40);
    await inbox.put('n7');
    await inbox.put('last');
    await expect.poll(() => inboxes.done.toSorted(), soon).toEqual([...names, 'last'].toSorted());
  });

  test('what changed nothing is done for good at once, though what came with it is still being done', async () => {
    await using inboxes = await openInboxes();
    const held = Promise.withResolvers<void>();
    const inbox = await inboxes.open((name) => (name === 'slow' ? held.promise : Promise.resolve()));
    const states = async () => {
      const { rows } = await inboxes.database.sql.query<{ name: string; state: string }>(
        `SELECT data->>'name' AS name, state FROM pgboss.job WHERE name = $1 ORDER BY 1`,
        [CLICKS],
      );
      return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
    };
    await Promise.all(['slow', 'quick'].map((name) => inbox.put(name)));
    try {
      await expect.poll(states, soon).toEqual({ slow: 'active', quick: 'completed' });
    } finally {
      held.resolve();
    }
  });

  test('what failed is tried again', async () => {
    await using inboxes = await openInboxes();
    let fails = true;
    const inbox = await inboxes.open(async () => {
      if (!fails) return;
      fails = false;
      throw new Error('no connection');
    });
    await inbox.put('one');
    await expect.poll(() => inboxes.done, soon).toEqual(['one', 'one']);
  });

  test('what is left when one stops is done by the next, once', async () => {
    await using inboxes = await openInboxes();
    const first = await inboxes.open();
    await first.put('one');
    await first.stop();
    const second = await inboxes.open();
    await second.put('two');
    await expect.poll(() => inboxes.done.toSorted(), soon).toEqual(['one', 'two']);
  });

  test('what can not be stored is refused, and the next is taken', async () => {
    await using inboxes = await openInboxes();
    const inbox = await inboxes.open();
    await inboxes.database.sql.query('ALTER SCHEMA pgboss RENAME TO gone');
    await expect(inbox.put('one')).rejects.toThrow('pgboss');
    await inboxes.database.sql.query('ALTER SCHEMA gone RENAME TO pgboss');
    await inbox.put('two');
    await expect.poll(() => inboxes.done, soon).toEqual(['two']);
  });
});
