import type { WebClient } from '@slack/web-api';
import { METADATA_EVENT } from '../blocks/ids.ts';
import type { Message } from '../blocks/parts.ts';
import type { Posting } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import type { HandoverChange } from '../handover/deps.ts';
import { BROADCAST } from '../handover/postings.ts';
import type { LivePlaybook } from '../playbook/live.ts';
import type { Channels } from './channels.ts';
import { DeliveryFailed, readFailure } from './failures.ts';
import { findPosted } from './find-posted.ts';
import type { Handles } from './handles.ts';
import { markNotSent, markSending } from './mark-posting.ts';
import type { Owed } from './owed.ts';
import { renderPlainly, renderPosting } from './render-posting.ts';
import { settle } from './settle.ts';

export interface DeliveryDeps {
  database: Database;
  playbook: LivePlaybook;
  slack: WebClient; // without retries: a post whose answer was lost is looked for, never repeated blindly
  /** Resolves after this time, true; or false, earlier, when nothing is to be delivered any more. */
  wait(ms: number): Promise<boolean>;
  channels: Channels;
  handles: Handles;
  now(): Date;
  /** As in HandoverDeps: a card that stands opens its handover. */
  changed(change: HandoverChange): void;
}

/**
 * - updated: who asked for it is to settle it, with what else was updated
 * - found: its answer had been lost; what it shows may be old
 * - not_yet: the message in whose thread it goes does not stand any more; that is owed first
 * - elsewhere: another worker is at it
 */
export type Delivered = 'posted' | 'updated' | 'found' | 'not_yet' | 'elsewhere';

/** The machines' and Slack's clocks differ by less. */
const CLOCKS_DIFFER_S = 4 * 3600;

/**
 * Makes one message in Slack agree with the database; `plainly` so that it is sure to fit. Slack's own errors are
 * thrown as they come, ours as DeliveryFailed.
 */
export async function deliverPosting(deps: DeliveryDeps, owed: Owed, plainly = false): Promise<Delivered> {
  const { database, slack } = deps;
  const { posting } = owed;
  const drawn = await draw(deps, owed, plainly);
  if (posting.ts && posting.channelId) {
    const stands = { channel: posting.channelId, ts: posting.ts };
    await slack.chat.update({ ...stands, parse: 'none', ...drawn });
    return 'updated';
  }
  const channel = await deps.channels.idOf(posting.channel);
  if (!channel) throw new DeliveryFailed('channel_not_found');
  const thread = await threadOf(database, posting);
  if (thread === undefined) return 'not_yet';
  if (posting.state === 'sending' && (await adopt(deps, owed, channel, thread))) return 'found';
  const sendingAt = await markSending(database, posting, channel);
  if (!sendingAt) return 'elsewhere';
  const answer = await post(slack, posting, channel, thread, drawn).catch(async (error: unknown) => {
    const failure = readFailure(error);
    // What Slack refused was not done. All else is looked for before it is sent again, whatever fails meanwhile.
    if (failure && !failure.maybeDone) await markNotSent(database, posting.id, sendingAt);
    throw error;
  });
  const at = { channelId: answer.channel ?? channel, ts: answer.ts ?? '', drawn: true };
  await settle(deps, owed, at);
  return 'posted';
}

async function draw(
  { database, playbook, handles }: DeliveryDeps,
  { posting }: Owed,
  plainly: boolean,
): Promise<Message> {
  try {
    const drawn = await renderPosting(database.prisma, playbook.current, posting, handles);
    return plainly ? renderPlainly(posting, drawn) : drawn;
  } catch (cause) {
    // Slack is asked who is called by a handle.
    throw readFailure(cause) ? cause : new DeliveryFailed('CAN_NOT_DRAW', { cause });
  }
}

/** The ts of the message in whose thread it goes, null when in none; undefined when that does not stand yet. */
async function threadOf({ prisma }: Database, { hostKey }: Posting): Promise<string | null | undefined> {
  if (!hostKey) return null;
  const host = await prisma.posting.findUnique({ where: { key: hostKey } });
  return host?.ts ?? undefined;
}

function post(slack: WebClient, posting: Posting, channel: string, thread: string | null, drawn: Message) {
  const message = {
    channel,
    ...drawn,
    unfurl_links: false,
    unfurl_media: false,
    metadata: {
      event_type: METADATA_EVENT,
      event_payload: { posting: posting.id, ...(posting.handoverId && { handover: posting.handoverId }) },
    },
  };
  if (!thread) return slack.chat.postMessage(message);
  const reply = { ...message, thread_ts: thread };
  return slack.chat.postMessage(BROADCAST.has(posting.kind) ? { ...reply, reply_broadcast: true } : reply);
}

/** Looks whether a message whose answer was lost stands, and notes where; what it shows may be old. */
async function adopt(
  deps: DeliveryDeps,
  owed: Owed,
  channel: string,
  thread: string | null,
): Promise<boolean> {
  const { database } = deps;
  const { id, sendingAt } = owed.posting;
  // Of one channel, messages are sent one after the other: this one is younger than all that were sent before.
  const [before] = await database.prisma.$queryRaw<{ ts: string | null }[]>`
    SELECT max(ts) AS ts FROM "Posting" WHERE "channelId" = ${channel} AND "sendingAt" < ${sendingAt}::timestamptz`;
  const byClock = ((sendingAt ?? deps.now()).getTime() / 1000 - CLOCKS_DIFFER_S).toFixed(6);
  const oldest = before?.ts && before.ts > byClock ? before.ts : byClock;
  const ts = await findPosted(deps, id, { channel, thread, oldest });
  if (ts) await settle(deps, owed, { channelId: channel, ts, drawn: false });
  return ts !== null;
}
