import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { owePosting } from '../../src/handover/postings.ts';
import { newStoredDatabase } from '../database/test-database.ts';
import { emptyFolder, runBaton } from './run-baton.ts';

test('what is stuck is listed with why and since when, and tried again when asked', async () => {
  await using folder = await emptyFolder();
  await using kept = await newStoredDatabase();
  const baton = (...args: string[]) => runBaton(['deliveries', ...args], { cwd: folder.path, env: kept.env });
  const database = await openDatabase(kept.choice);
  const { prisma } = database;
  await prisma.$transaction((tx) =>
    owePosting(tx, {
      key: 'note',
      kind: 'trouble',
      handoverId: null,
      channel: 'marketing-feedback',
      details: { channel: 'sales', error: 'not_in_channel', mended: false },
    }),
  );
  const troubledAt = new Date('2026-03-02T09:00:00Z');
  await prisma.posting.updateMany({ data: { state: 'unclear', error: 'HISTORY_UNREADABLE', troubledAt } });
  await prisma.channelTrouble.create({
    data: { channel: 'sales', error: 'not_in_channel', since: troubledAt },
  });
  const { id } = await prisma.posting.findFirstOrThrow();
  await database.close();

  const { out } = await baton();
  expect(out).toMatch(/\(by itself\) {2}refused since 2026-03-02T09:00:00.000Z {2}sales: 0 messages/);
  expect(out).toContain('/invite @Baton');
  expect(out).toContain(`${id}  unclear since 2026-03-02T09:00:00.000Z  marketing-feedback: trouble`);
  expect(await baton('retry', id)).toMatchObject({ code: 0, out: expect.stringMatching(/tried again/) });
});
