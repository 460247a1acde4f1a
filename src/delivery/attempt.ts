import type { Logger } from 'pino';
import type { Handover, Posting } from '../database/generated/client.ts';
import { type Delivered, deliverPosting, type DeliveryDeps } from './deliver-posting.ts';
import { askedToWaitMs, type Failure, readFailure, type Remedy } from './failures.ts';
import { markFailed, markGone, markSetAside, markUnclear } from './mark-posting.ts';
import type { Owed } from './owed.ts';
import { endTrouble, noteTrouble } from './troubles.ts';

/** One try to make Slack agree with the database. */
export interface DeliveryAttempt {
  posting: Pick<Posting, 'id' | 'kind'>;
  handover: Pick<Handover, 'id' | 'trace'> | null;
  result: Delivered | Remedy | 'failed';
}

export interface AttemptDeps extends DeliveryDeps {
  log: Logger;
  attempted(attempt: DeliveryAttempt): void;
  /** Messages whose sending has ended in this process, one way or another: they may be looked for at once. */
  ended: Set<string>;
}

/**
 * - on: with what else the channel is owed; this may have been updated, and is to be settled
 * - wait: nothing more in this channel for so long
 * - later: nothing more in this channel for now
 * - stop: nothing more in this workspace until its tokens work; says Slack's code
 */
export type Next =
  | { go: 'on'; updated?: Owed }
  | { go: 'wait'; ms: number }
  | { go: 'later' }
  | { go: 'stop'; code: string };

const ON: Next = { go: 'on' };
const LATER: Next = { go: 'later' };
/** How often what may never go is tried again before it no longer holds up its channel: for about half a minute. */
const MOST_TRIES = 8;

/** How a message is tried. */
interface Manner {
  /** Whether the channel's job came to nothing before: then the channel may have been refused until now. */
  again: boolean;
  /** Drawn so that it is sure to fit. */
  plainly?: boolean;
}

/** Tries to deliver a message, and does about a failure what it means. */
export async function attempt(deps: AttemptDeps, owed: Owed, manner: Manner): Promise<Next> {
  const { database, log } = deps;
  const { posting } = owed;
  const tell = (result: DeliveryAttempt['result']) =>
    deps.attempted({ posting, handover: posting.handover, result });
  deps.ended.delete(posting.id); // what ended was another sending than the one that begins
  try {
    const delivered = await deliverPosting(deps, owed, manner.plainly);
    tell(delivered);
    if (delivered === 'elsewhere') return LATER;
    if (delivered !== 'not_yet' && manner.again && (await endTrouble(database, posting.channel)))
      log.info({ channel: posting.channel }, 'a channel takes messages again');
    return delivered === 'updated' ? { go: 'on', updated: owed } : ON;
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.code !== 'TIMED_OUT') deps.ended.add(posting.id);
    tell(failure?.remedy ?? 'failed');
    if (failure) return afterFailure(deps, owed, failure, { ...manner, error });
    log.error({ err: error, postingId: posting.id }, 'a delivery failed and will be tried again');
    return LATER;
  }
}

async function afterFailure(
  deps: AttemptDeps,
  owed: Owed,
  { code, remedy, givesUp = false, says }: Failure,
  { error, again, plainly }: Manner & { error: unknown },
): Promise<Next> {
  const { database, log } = deps;
  const { id: postingId, channel, hostKey } = owed.posting;
  const about = { postingId, channel, code, ...(says.length > 0 && { says }) };
  switch (remedy) {
    case 'wait':
      await markFailed(database, postingId, code);
      return { go: 'wait', ms: askedToWaitMs(error) ?? 0 };
    case 'retry': {
      const tries = await markFailed(database, postingId, code, { counts: givesUp });
      if (givesUp && tries >= MOST_TRIES) return setAside(deps, owed, about, error);
      log.warn({ ...about, ...(givesUp && { err: error }) }, 'a message will be tried again');
      return LATER;
    }
    case 'park':
      await markFailed(database, postingId, code);
      deps.channels.forget(channel);
      if (await noteTrouble(database, deps.playbook.current, channel, code))
        log.error(about, 'messages wait: Slack refuses their channel');
      return LATER;
    case 'stop':
      await markFailed(database, postingId, code);
      return { go: 'stop', code };
    case 'post_anew':
      await markGone(database, { id: postingId });
      return ON;
    case 'post_host_anew':
      await markFailed(database, postingId, code);
      if (hostKey) await markGone(database, { key: hostKey });
      return ON;
    case 'plain': {
      if (plainly) return setAside(deps, owed, about, error);
      log.error(about, 'Slack refused what we drew; it is sent plainly');
      await markFailed(database, postingId, code);
      const { posting } = owed;
      const unsent = { ...owed, posting: { ...posting, state: posting.ts ? posting.state : 'pending' } };
      return attempt(deps, unsent, { again, plainly: true });
    }
    case 'unclear':
      log.error({ ...about, err: error }, 'nobody can tell whether a message stands: look at the deliveries');
      await markUnclear(database, postingId);
      return ON;
    case 'set_aside':
      return setAside(deps, owed, about, error);
  }
}

async function setAside(
  { database, log }: AttemptDeps,
  { posting }: Owed,
  about: { code: string },
  error: unknown,
): Promise<Next> {
  log.error({ ...about, err: error }, 'a message was set aside');
  await markSetAside(database, posting, about.code);
  return ON;
}
