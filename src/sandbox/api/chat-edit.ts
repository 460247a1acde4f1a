import { limits } from '../check/limits.ts';
import { changeMessage, findMessage, removeMessage } from '../workspace/messages.ts';
import type { MessagePatch } from '../workspace/messages.ts';
import { messageShape } from './shapes.ts';
import type { Room, StoredMessage, Team } from '../workspace/team.ts';
import { flag, json, text } from './args.ts';
import { checkedContent } from './checked.ts';
import { channelById, channelToWrite } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';

export const update = method({
  name: 'chat.update',
  tier: 3,
  args: {
    channel: text,
    ts: text,
    text: text.optional(),
    blocks: json.optional(),
    metadata: json.optional(),
    parse: text.optional(),
    link_names: flag.optional(),
  },
  run({ team }, args) {
    const room = channelToWrite(team, args.channel);
    const message = ownMessage(team, room, args.ts, 'cant_update_message');
    if (args.text !== undefined && args.text.length > limits.updateText) throw new Refusal('msg_too_long');
    const isMetadataOnly =
      args.text === undefined && args.blocks === undefined && args.metadata !== undefined;
    const content = checkedContent({ ...args, text: isMetadataOnly ? message.text : args.text });
    const patch: MessagePatch = {
      text: content.text,
      // A new text without blocks takes the old blocks away.
      ...(!isMetadataOnly && { blocks: content.blocks ?? null }),
      ...(content.metadata && { metadata: content.metadata }),
      linkNames: args.parse === 'full' || args.link_names === true,
    };
    changeMessage(team, room, message, patch);
    const shape = messageShape(team, message, { metadata: true });
    return { channel: room.id, ts: message.ts, text: message.text, message: shape };
  },
});

export const remove = method({
  name: 'chat.delete',
  tier: 3,
  args: { channel: text, ts: text },
  run({ team }, args) {
    const room = channelToWrite(team, args.channel);
    const message = ownMessage(team, room, args.ts, 'cant_delete_message');
    removeMessage(team, room, message);
    return { channel: room.id, ts: message.ts };
  },
});

export const getPermalink = method({
  name: 'chat.getPermalink',
  tier: 'special',
  args: { channel: text, message_ts: text },
  run({ team, url }, args) {
    const room = channelById(team, args.channel);
    const message = findMessage(team, room.id, args.message_ts);
    if (!message || message.ephemeral_to !== undefined) throw new Refusal('message_not_found');
    const inThread = message.thread_ts !== undefined && message.thread_ts !== message.ts;
    const query = inThread ? `?thread_ts=${message.thread_ts}&cid=${room.id}` : '';
    return {
      channel: room.id,
      permalink: `${url}/archives/${room.id}/p${message.ts.replace('.', '')}${query}`,
    };
  },
});

function ownMessage(team: Team, room: Room, ts: string, foreign: string): StoredMessage {
  const message = findMessage(team, room.id, ts);
  if (!message || message.ephemeral_to !== undefined) throw new Refusal('message_not_found');
  if (!message.by_app) throw new Refusal(foreign);
  return message;
}
