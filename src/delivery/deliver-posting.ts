import type { WebClient } from '@slack/web-api';
import { METADATA_EVENT } from '../blocks/ids.ts';
import type { Handover, Posting } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import { changeHandover } from '../handover/change-handover.ts';
import { BROADCAST } from '../handover/postings.ts';
import type { HandoverChange } from '../handover/deps.ts';
import type { LivePlaybook } from '../playbook/live.ts';
import type { Channels } from './channels.ts';
import type { Handles } from './handles.ts';
import { renderPosting } from './render-posting.ts';

export interface DeliveryDeps {
  database: Database;
  playbook: LivePlaybook;
  slack: WebClient; // without retries: a post whose answer was lost is looked for, never repeated blindly
  channels: Channels;
  handles: Handles;
  now(): Date;
  /** As in HandoverDeps: a card that stands opens its handover. */
  changed(change: HandoverChange): void;
}

export type Delivered = 'posted' | 'updated' | 'waits_for_host' | 'no_channel';

/** Makes one message in Slack agree with the database. Slack's own errors are thrown as they come. */
export async function deliverPosting(
  deps: DeliveryDeps,
  posting: Posting & { handover: Handover | null },
): Promise<Delivered> {
  const { prisma } = deps.database;
  const drawn = await renderPosting(prisma, deps.playbook.current, posting, deps.handles);
  if (posting.ts && posting.channelId) {
    await deps.slack.chat.update({ channel: posting.channelId, ts: posting.ts, parse: 'none', ...drawn });
    await settle(deps, posting, { channelId: posting.channelId, ts: posting.ts });
    return 'updated';
  }
  const host = posting.hostKey ? await prisma.posting.findUnique({ where: { key: posting.hostKey } }) : null;
  if (posting.hostKey && !host?.ts) return 'waits_for_host';
  const channel = await deps.channels.idOf(posting.channel);
  if (!channel) return 'no_channel';
  const thread = host?.ts ?? null;
  const known = posting.state === 'sending' ? await findPosted(deps, posting.id, channel, thread) : null;
  if (!known)
    await prisma.posting.update({
      where: { id: posting.id },
      data: { state: 'sending', channelId: channel },
    });
  const ts = known ?? (await post(deps, posting, channel, thread, drawn));
  await settle(deps, posting, { channelId: channel, ts });
  return 'posted';
}

async function post(
  { slack }: DeliveryDeps,
  posting: Posting,
  channel: string,
  thread: string | null,
  drawn: Awaited<ReturnType<typeof renderPosting>>,
): Promise<string> {
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
  const reply = thread ? { ...message, thread_ts: thread } : message;
  const { ts } = await slack.chat.postMessage(
    thread && BROADCAST.has(posting.kind) ? { ...message, thread_ts: thread, reply_broadcast: true } : reply,
  );
  return ts ?? '';
}

/** Looks for a message whose answer was lost: it carries the posting's id in its metadata. */
async function findPosted(
  { slack }: DeliveryDeps,
  postingId: string,
  channel: string,
  thread: string | null,
): Promise<string | null> {
  const { messages } = thread
    ? await slack.conversations.replies({ channel, ts: thread, include_all_metadata: true, limit: 100 })
    : await slack.conversations.history({ channel, include_all_metadata: true, limit: 100 });
  const found = messages?.find(({ metadata }) => {
    const payload: { posting?: unknown } = metadata?.event_payload ?? {};
    return payload.posting === postingId;
  });
  return found?.ts ?? null;
}

/** Notes where the message stands and what it shows; a card that stands opens its handover. */
async function settle(
  deps: DeliveryDeps,
  posting: Posting & { handover: Handover | null },
  at: { channelId: string; ts: string },
) {
  const { handover } = posting;
  const opened = await deps.database.prisma.$transaction(async (tx) => {
    const opened =
      posting.kind === 'card' && handover?.state === 'queued'
        ? await changeHandover(tx, {
            handoverId: handover.id,
            event: 'posted',
            by: null,
            now: deps.now(),
            note: () => {}, // told below, once it has committed
            patch: { openedAt: deps.now() },
          })
        : null;
    await tx.posting.update({
      where: { id: posting.id },
      // A queued and an open card look the same: what was drawn already shows the version that posting it made.
      data: {
        ...at,
        state: 'posted',
        error: null,
        shown: opened?.ok ? opened.handover.version : (handover?.version ?? 0),
      },
    });
    return opened?.ok ? opened.handover : null;
  });
  if (opened) deps.changed({ event: 'posted', handover: opened });
}
