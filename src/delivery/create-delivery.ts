import { ErrorCode } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Handover, Posting } from '../database/generated/client.ts';
import { tryAlone } from '../database/try-alone.ts';
import { FOLLOWING } from '../handover/postings.ts';
import { type Delivered, deliverPosting, type DeliveryDeps } from './deliver-posting.ts';

type Owed = Posting & { handover: Handover | null };

/** One try to make Slack agree with the database. */
export interface DeliveryAttempt {
  posting: Pick<Posting, 'id' | 'kind'>;
  handover: Pick<Handover, 'id' | 'trace'> | null;
  result: Delivered | 'rate_limited' | 'parked' | 'gone' | 'failed';
}

export interface Delivery {
  /** Says that messages may be owed; returns at once. */
  wake(): void;
  /** Resolves when nothing is owed that could be delivered now. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const DELIVERY_LOCK = 7_226_841;
const BUSY_MS = 200;
const RETRY_MS = 2_000;
const PARKED_RETRY_MS = 60_000;
const Limited = z.object({ code: z.literal(ErrorCode.RateLimitedError), retryAfter: z.number() });
const Refused = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });
/** What only an admin can mend: the message waits, and is tried again once a minute. */
const NEEDS_MENDING = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'invalid_auth',
  'token_revoked',
  'account_inactive',
]);

/**
 * Delivers what the database owes to Slack: channels side by side, one message at a time in each. Of several
 * instances one delivers at a time: two would post twice, and the slower update would undo the newer.
 */
export function createDelivery(
  deps: DeliveryDeps & { log: Logger; attempted(attempt: DeliveryAttempt): void },
): Delivery {
  const notBefore = new Map<string, number>(); // posting -> epoch ms
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    again = true;
    if (stopped || running) return;
    running = run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        if (!(await tryAlone(deps.database, DELIVERY_LOCK, deliverOwed))) retryIn(BUSY_MS);
      } catch (err) {
        deps.log.error({ err }, 'delivery could not read what is owed');
        retryIn(RETRY_MS);
      }
    }
  }

  async function deliverOwed(): Promise<void> {
    const owed = await readOwed(deps);
    const ready = owed.filter(({ id }) => (notBefore.get(id) ?? 0) <= Date.now());
    await Promise.all([...Map.groupBy(ready, ({ channel }) => channel).values()].map(deliverInOrder));
    planRetry(owed);
  }

  async function deliverInOrder(owed: Owed[]): Promise<void> {
    for (const posting of owed) {
      if (stopped) return;
      try {
        const delivered = await deliverPosting(deps, posting);
        tell(posting, delivered);
        if (delivered === 'no_channel') await park(posting, 'channel_not_found');
        else if (delivered === 'waits_for_host') notBefore.set(posting.id, Date.now() + RETRY_MS);
        else notBefore.delete(posting.id);
        again ||= delivered === 'posted';
      } catch (error) {
        const wait = await failed(posting, error);
        if (wait === 'channel') return;
      }
    }
  }

  /** Decides when to try again. A rate limit holds the whole channel. */
  async function failed(posting: Owed, error: unknown): Promise<'channel' | 'posting'> {
    const limited = Limited.safeParse(error);
    if (limited.success) {
      tell(posting, 'rate_limited');
      // The call was refused, so nothing was posted: no need to look for it.
      if (!posting.ts)
        await deps.database.prisma.posting.update({ where: { id: posting.id }, data: { state: 'pending' } });
      notBefore.set(posting.id, Date.now() + limited.data.retryAfter * 1000);
      return 'channel';
    }
    const refused = Refused.safeParse(error);
    if (refused.success && NEEDS_MENDING.has(refused.data.data.error)) {
      tell(posting, 'parked');
      await park(posting, refused.data.data.error);
      return 'posting';
    }
    if (refused.success && refused.data.data.error === 'message_not_found') {
      tell(posting, 'gone');
      await deps.database.prisma.posting.update({
        where: { id: posting.id },
        data: { ts: null, state: 'pending' },
      });
      again = true;
      return 'posting';
    }
    tell(posting, 'failed');
    deps.log.warn(
      { err: error, postingId: posting.id },
      'a message could not be delivered and will be tried again',
    );
    notBefore.set(posting.id, Date.now() + RETRY_MS);
    return 'posting';
  }

  function tell(posting: Owed, result: DeliveryAttempt['result']): void {
    deps.attempted({ posting, handover: posting.handover, result });
  }

  async function park(posting: Owed, error: string): Promise<void> {
    deps.log.error(
      { postingId: posting.id, channel: posting.channel, error },
      'a message waits: Slack refuses its channel',
    );
    await deps.database.prisma.posting.update({
      where: { id: posting.id },
      data: { error, ...(!posting.ts && { state: 'pending' }) },
    });
    notBefore.set(posting.id, Date.now() + PARKED_RETRY_MS);
  }

  function planRetry(owed: Owed[]): void {
    const waits = owed.map(({ id }) => notBefore.get(id)).filter((at) => at !== undefined);
    if (waits.length > 0) retryIn(Math.max(50, Math.min(...waits) - Date.now()));
  }

  function retryIn(ms: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, ms);
  }

  return {
    wake,
    async idle() {
      while (running) await running;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Messages that were never posted, or show an older state than the present one. Hand-raises first. */
async function readOwed({ database }: DeliveryDeps): Promise<Owed[]> {
  const rows = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Posting" p LEFT JOIN "Handover" h ON h.id = p."handoverId"
    WHERE p.state <> 'posted' OR p.shown < 0 OR (p.kind = ANY(${FOLLOWING}) AND p.shown < h.version)
    ORDER BY coalesce(h."handRaise", false) DESC, p."createdAt" LIMIT 200`;
  const owed = await database.prisma.posting.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: { handover: true },
  });
  const place = new Map(rows.map(({ id }, index) => [id, index]));
  return owed.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}
