import { DELIVERIES } from '../database/queue.ts';
import { attempt, type AttemptDeps } from './attempt.ts';
import type { Bell } from './bell.ts';
import { markSentNow } from './mark-posting.ts';
import { type Owed, readOwed } from './owed.ts';
import { settleUpdates } from './settle.ts';

export interface ChannelWork {
  channel: string;
  /** Whether this job came to nothing before. */
  again: boolean;
  bell: Bell;
  /** At least so long between new messages: Slack takes one a second in a channel. */
  postEveryMs: number;
  stopped(): boolean;
}

/**
 * - done: the channel is owed nothing that can be told now; `covered` are further jobs of which that is true
 * - turn: others are to have their turn; there is more
 */
export type ChannelEnd =
  | { go: 'done'; covered: string[] }
  | { go: 'turn' | 'later' }
  | { go: 'stop'; code: string };

/** New messages in one go, before another channel has its turn. */
const TURN = 10;
/** What another process was sending when it was last heard of has been answered or cut off after so long. */
const ANSWERED_MS = 15_000;

/** Delivers what a channel is owed, one message after the other, until nothing is left. One worker a channel. */
export async function workChannel(deps: AttemptDeps, work: ChannelWork): Promise<ChannelEnd> {
  const { database } = deps;
  const { channel, bell } = work;
  let mayPostAt = performance.now();
  for (let posted = 0; posted < TURN && !work.stopped();) {
    const heard = bell.rung();
    const waitMs = mayPostAt - performance.now();
    const owed = await readOwed(database, channel, waitMs <= 0);
    const [first] = owed;
    if (!first && waitMs > 0) {
      await bell.wait(waitMs, heard);
      continue;
    }
    if (!first) {
      const covered = await otherJobs(deps, channel);
      // What these jobs are about was committed before they could be seen.
      if (covered.length === 0 || (await readOwed(database, channel, true)).length === 0)
        return { go: 'done', covered };
      continue;
    }
    if (await datedAnew(database, first)) continue;
    const unsureMs = leftUnsure(deps, first);
    if (unsureMs > 0) {
      await bell.wait(unsureMs);
      continue;
    }
    const isUpdate = first.posting.ts !== null;
    const batch = isUpdate ? owed.filter(({ posting }) => posting.ts !== null) : [first];
    const nexts = await Promise.all(batch.map((one) => attempt(deps, one, { again: work.again })));
    const updated = nexts.flatMap((next) => (next.go === 'on' && next.updated) || []);
    await settleUpdates(deps, updated);
    const end = nexts.find(({ go }) => go === 'stop') ?? nexts.find(({ go }) => go === 'later');
    if (end?.go === 'stop') return end;
    if (end) return { go: 'later' };
    const limited = nexts.flatMap((next) => (next.go === 'wait' ? [next.ms] : []));
    if (limited.length > 0) {
      await deps.wait(Math.max(...limited));
      continue;
    }
    if (isUpdate) continue;
    posted += 1;
    mayPostAt = performance.now() + work.postEveryMs;
  }
  while (performance.now() < mayPostAt && !work.stopped()) await bell.wait(mayPostAt - performance.now());
  return { go: 'turn' };
}

async function otherJobs({ database }: AttemptDeps, channel: string): Promise<string[]> {
  const jobs = await database.queue.findJobs(DELIVERIES, { key: channel, queued: true });
  return jobs.map(({ id }) => id);
}

/** What seems to be sent in time to come was sent before the clock was set back: it is waited for from now on. */
async function datedAnew(database: AttemptDeps['database'], { posting, sentAgoMs }: Owed): Promise<boolean> {
  if (posting.state !== 'sending' || sentAgoMs === null || sentAgoMs >= 0) return false;
  await markSentNow(database, posting.id);
  return true;
}

/** How long to wait before a message that someone was sending may be looked for. */
function leftUnsure({ ended }: AttemptDeps, { posting, sentAgoMs }: Owed): number {
  if (posting.state !== 'sending' || sentAgoMs === null || ended.has(posting.id)) return 0;
  return ANSWERED_MS - sentAgoMs;
}
