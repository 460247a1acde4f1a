import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { speedLines } from '../../src/blocks/digest-lines.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { readSpeed } from '../../src/reports/digest/read-speed.ts';
import { newDatabase } from '../database/test-database.ts';

const FROM = Date.parse('2026-03-02T08:00:00Z');
const UNTIL = Date.parse('2026-03-09T08:00:00Z');
const MINUTE = 60;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() => database.sql.query('DELETE FROM "Lead"'));

/** A handover each, claimed after so many seconds of working time; null of one that was claimed in its sleep. */
async function claimed(at: number, seconds: (number | null)[]): Promise<void> {
  for (const workingSecondsToClaim of seconds)
    await addHandover({ state: 'claimed', claimedAt: new Date(at), workingSecondsToClaim });
}

async function addHandover(data: { state: string; claimedAt?: Date; workingSecondsToClaim?: number | null }) {
  const { id: leadId } = await database.prisma.lead.create({ data: {} });
  const frozen = { brief: {}, assessment: {}, playbookHash: 'one', channel: 'sales' };
  return database.prisma.handover.create({ data: { leadId, ...frozen, ...data } });
}

const speed = () => readSpeed(database.prisma, FROM, UNTIL);

test('the median and the slowest tenth are of the claims of the week that kept somebody waiting', async () => {
  await claimed(
    FROM,
    [9, 1, 8, 2, 7, 3, 6, 4, 5, 600].map((minutes) => minutes * MINUTE),
  );
  await claimed(FROM, [null]);
  await claimed(FROM - 1, [100 * MINUTE]);
  await claimed(UNTIL, [100 * MINUTE]);
  expect(await speed()).toEqual({ claims: 10, halfMs: 300_000, mostMs: 540_000, expired: 0 });
});

test('of few claims no figure is given; cards that expired in the week are counted', async () => {
  await claimed(
    FROM,
    Array.from({ length: 7 }, () => MINUTE),
  );
  const { id: handoverId } = await addHandover({ state: 'expired' });
  for (const at of [FROM - 1, FROM, UNTIL - 1, UNTIL])
    await database.prisma.handoverEvent.create({
      data: { handoverId, event: 'expire', fromState: 'open', toState: 'expired', at: new Date(at) },
    });
  expect(await speed()).toEqual({ claims: 7, halfMs: null, mostMs: null, expired: 2 });
});

test('the digest says it in working time, beside that of the weeks before', () => {
  const none = { claims: 3, halfMs: null, mostMs: null, expired: 0 };
  const week = { claims: 23, halfMs: 42 * 60_000, mostMs: 27 * 3_600_000, expired: 1 };
  const before = { claims: 81, halfMs: 70 * 60_000, mostMs: 5 * 3_600_000, expired: 4 };
  expect(speedLines({ week: none, before })).toEqual([]);
  expect(speedLines({ week, before: none })).toEqual([
    'Half of 23 claims came within *42 min* of working time, nine in ten within 27 h',
    '1 card expired: nobody took it in time',
  ]);
  expect(speedLines({ week, before })[0]).toBe(
    'Half of 23 claims came within *42 min* of working time, nine in ten within 27 h; in the four weeks before within 1 h 10 min and within 5 h',
  );
});
