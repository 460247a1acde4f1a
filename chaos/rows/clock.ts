import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { startLoad } from '../load.ts';
import type { Row } from '../row.ts';
import { verify } from '../verify.ts';
import { startWorld } from '../world.ts';

const HOUR_MS = 3_600_000;
/** Clocks of the three instances: three hours ahead, three behind, and one that jumps while it runs. */
const CLOCKS = [`${3 * HOUR_MS}`, `${-3 * HOUR_MS}`, `0,${5 * HOUR_MS}`];
const TOLERANCE_MS = 1_000;

export const clocks: Row = {
  name: 'clocks',
  fault: 'instances whose clocks are 3 h ahead, 3 h behind, and jump by 5 h; the database in another zone',
  needsPostgres: true,
  async run({ short, cluster }) {
    const preload = new URL('../shift-clock.ts', import.meta.url).href;
    await using world = await startWorld({
      cluster,
      instances: CLOCKS.length,
      nudgeAfter: '1m',
      envOf: (index) => ({ NODE_OPTIONS: `--import=${preload}`, CHAOS_CLOCK: CLOCKS[index] ?? '0' }),
    });
    const began = Date.now();
    const load = startLoad(world);
    await sleep(short ? 8_000 : 90_000);
    await load.stop();
    const finding = await verify(world, load);
    const ended = Date.now();
    const database = await openDatabase(world.choice);
    try {
      const { rows } = await database.sql.query<{ what: string; at: Date }>(
        `SELECT 'event ' || event AS what, at FROM "HandoverEvent"
         UNION ALL SELECT 'handover', "createdAt" FROM "Handover"
         UNION ALL SELECT 'claim', "claimedAt" FROM "Handover" WHERE "claimedAt" IS NOT NULL
         UNION ALL SELECT 'scoring', "scoredAt" FROM "Lead" WHERE "scoredAt" IS NOT NULL`,
      );
      const off = rows.filter(
        ({ at }) => at.getTime() < began - TOLERANCE_MS || at.getTime() > ended + TOLERANCE_MS,
      );
      const wrong = off.map(
        ({ what, at }) => `${what} at ${at.toISOString()}, which lies outside of the run`,
      );
      const lateMs = await latenessOfNudges(database);
      const worst = Math.max(...lateMs.map(Math.abs));
      const late = worst > TOLERANCE_MS ? [`a nudge was off by ${worst.toFixed(0)} ms`] : [];
      const none = lateMs.length === 0 ? ['no card was reminded of'] : [];
      return {
        wrong: [...wrong, ...(short ? [] : [...late, ...none]), ...finding.wrong],
        says: `${finding.says}; ${rows.length} moments; ${lateMs.length} nudges${none.length > 0 ? '' : `, off by ${worst.toFixed(0)} ms at most`}`,
      };
    } finally {
      await database.close();
    }
  },
};

/** How long after its promised moment each nudge was written, by the database's clock: a minute after the card asked. */
async function latenessOfNudges({ sql }: Database): Promise<number[]> {
  const { rows } = await sql.query<{ ms: number }>(
    `SELECT extract(epoch FROM p."createdAt" - max(e.at) - interval '1 minute')::float8 * 1000 AS ms
     FROM "Posting" p JOIN "HandoverEvent" e ON e."handoverId" = p."handoverId"
     WHERE p.kind = 'nudge' AND e."toState" = 'open' AND e."fromState" <> 'open' AND e.at <= p."createdAt"
     GROUP BY p.id`,
  );
  return rows.map(({ ms }) => ms);
}
