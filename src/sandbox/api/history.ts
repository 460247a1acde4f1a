import { compareTs } from '../workspace/clock.ts';
import { findMessage, isOnlyInThread, sortedMessages } from '../workspace/messages.ts';
import type { StoredMessage } from '../workspace/team.ts';
import { flag, page, paginate, text } from './args.ts';
import { channelToRead } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { messageShape, repliesTo } from './shapes.ts';
import type { Method } from './method.ts';

const span = {
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};

interface Span {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

export const historyMethods: Method[] = [
  method({
    name: 'conversations.history',
    tier: 3,
    args: { ...page, ...span, channel: text },
    run({ team }, args) {
      const room = channelToRead(team, args.channel);
      const messages = sortedMessages(team, room.id)
        .filter((one) => one.ephemeral_to === undefined && !isOnlyInThread(one))
        .filter((one) => isWithin(one, args))
        .toReversed();
      const { rows, next_cursor } = paginate(messages, args, 100);
      const metadata = args.include_all_metadata === true;
      return {
        messages: rows.map((one) => messageShape(team, one, { metadata })),
        has_more: next_cursor !== '',
        ...(next_cursor && { response_metadata: { next_cursor } }),
      };
    },
  }),
  method({
    name: 'conversations.replies',
    tier: 3,
    args: { ...page, ...span, channel: text, ts: text },
    run({ team }, args) {
      const room = channelToRead(team, args.channel);
      const asked = findMessage(team, room.id, args.ts);
      const parent = asked?.thread_ts === undefined ? asked : findMessage(team, room.id, asked.thread_ts);
      if (!parent || parent.ephemeral_to !== undefined) throw new Refusal('thread_not_found');
      const replies = repliesTo(team, parent).filter((one) => isWithin(one, args));
      const { rows, next_cursor } = paginate([parent, ...replies], args, 1000);
      const metadata = args.include_all_metadata === true;
      return {
        messages: rows.map((one) => messageShape(team, one, { metadata })),
        has_more: next_cursor !== '',
        ...(next_cursor && { response_metadata: { next_cursor } }),
      };
    },
  }),
];

function isWithin(message: StoredMessage, { oldest, latest, inclusive }: Span): boolean {
  const least = inclusive === true ? 0 : 1;
  if (oldest !== undefined && compareTs(message.ts, oldest) < least) return false;
  return latest === undefined || compareTs(latest, message.ts) >= least;
}
