import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { startDatabaseClock } from '../../src/database/database-clock.ts';
import { changeHandover } from '../../src/handover/change-handover.ts';
import { createPromiseKeeper } from '../../src/handover/keep-promises.ts';
import { newPostgres } from '../database/test-database.ts';
import { setClock } from '../jobs/set-clock.ts';
import { openInstance } from './instances.ts';

const HOURS = 3_600_000;
afterEach(() => setClock(0));

test.each([-3 * HOURS, 3 * HOURS])(
  'on a machine whose clock is off by %d ms, with a database in another zone, promises are kept to the second',
  async (off) => {
    const choice = await newPostgres();
    await using admin = await connect(choice.url);
    const name = new URL(choice.url).pathname.slice(1);
    await admin.client.query(`ALTER DATABASE "${name}" SET timezone TO 'Asia/Tokyo'`);
    setClock(off);
    await using instance = await openInstance(choice);
    const clock = await startDatabaseClock(instance.database);
    const opened = clock.now();
    clock.stop();
    expect(Math.abs(opened.getTime() - (Date.now() - off))).toBeLessThan(1000);

    const { prisma } = instance.database;
    const lead = await prisma.lead.create({ data: {} });
    const { id: handoverId } = await prisma.handover.create({
      data: {
        leadId: lead.id,
        liveLeadId: lead.id,
        channel: 'round-the-clock',
        state: 'queued',
        brief: {},
        assessment: {},
        playbookHash: 'one',
      },
    });
    await changeHandover(prisma, { handoverId, event: 'posted', by: null, now: opened, note: () => {} });
    const keep = createPromiseKeeper(instance);
    await keep(opened);
    // Whoever reads the database, in whatever zone, sees the nudge due a quarter of an hour after.
    const { rows } = await admin.client.query<{ ms: number }>(
      'SELECT extract(epoch FROM "dueAt")::float8 * 1000 AS ms FROM "Handover"',
    );
    expect(rows).toEqual([{ ms: opened.getTime() + 15 * 60_000 }]);
    expect(await keep(new Date(opened.getTime() + 15 * 60_000 - 1000))).toBe(0);
    expect(await keep(new Date(opened.getTime() + 15 * 60_000))).toBe(1);
  },
);

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
