import { addMessage, findMessage } from '../workspace/messages.ts';
import type { Room, Team } from '../workspace/team.ts';
import { flag, json, text } from './args.ts';
import { checkedContent } from './checked.ts';
import { channelToWrite, personById } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { messageShape } from './shapes.ts';

const content = {
  text: text.optional(),
  blocks: json.optional(),
  thread_ts: text.optional(),
  parse: text.optional(),
  link_names: flag.optional(),
};

export const postMessage = method({
  name: 'chat.postMessage',
  tier: 'posting',
  args: { ...content, channel: text, metadata: json.optional(), reply_broadcast: flag.optional() },
  run({ team }, args) {
    const room = channelToWrite(team, args.channel);
    const message = addMessage(team, room, {
      ...checkedContent(args),
      user: team.app.userId,
      linkNames: args.parse === 'full' || args.link_names === true,
      ...thread(team, room, args.thread_ts),
      ...(args.thread_ts !== undefined && args.reply_broadcast && { subtype: 'thread_broadcast' }),
    });
    return { channel: room.id, ts: message.ts, message: messageShape(team, message, { metadata: true }) };
  },
});

export const postEphemeral = method({
  name: 'chat.postEphemeral',
  tier: 4,
  args: { ...content, channel: text, user: text },
  run({ team }, args) {
    const room = channelToWrite(team, args.channel);
    const reader = personById(team, args.user);
    if (!room.members.includes(reader.id)) throw new Refusal('user_not_in_channel');
    const message = addMessage(team, room, {
      ...checkedContent(args),
      user: team.app.userId,
      ephemeral_to: reader.id,
      linkNames: args.parse === 'full' || args.link_names === true,
      ...thread(team, room, args.thread_ts),
    });
    return { message_ts: message.ts };
  },
});

/** Slack takes a `thread_ts` of no message for a new message in the channel; that is always a mistake, so we refuse it. */
function thread(team: Team, room: Room, ts: string | undefined): { thread_ts?: string } {
  if (ts === undefined) return {};
  const parent = findMessage(team, room.id, ts);
  if (!parent || parent.ephemeral_to !== undefined) throw new Refusal('cannot_reply_to_message');
  return { thread_ts: parent.thread_ts ?? parent.ts };
}
