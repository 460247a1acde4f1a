import { announceJoin } from '../app/announce.ts';
import { join, openDirectMessage } from '../workspace/rooms.ts';
import { flag, page, paginate, text } from './args.ts';
import { channelById, personById } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { channelShape } from './shapes.ts';
import type { Method } from './method.ts';

export const conversationMethods: Method[] = [
  method({
    name: 'conversations.list',
    tier: 2,
    args: { ...page, types: text.optional(), exclude_archived: flag.optional() },
    run({ team }, args) {
      const types = (args.types ?? 'public_channel').split(',').map((type) => type.trim());
      const rooms = [...team.channels.values()].filter((room) => {
        if (args.exclude_archived === true && room.is_archived) return false;
        if (room.kind === 'im') return types.includes('im');
        if (!room.is_private) return types.includes('public_channel');
        return types.includes('private_channel') && room.members.includes(team.app.userId);
      });
      const { rows, next_cursor } = paginate(rooms, args, 100);
      return { channels: rows.map((room) => channelShape(team, room)), response_metadata: { next_cursor } };
    },
  }),
  method({
    name: 'conversations.info',
    tier: 3,
    args: { channel: text, include_num_members: flag.optional() },
    run: ({ team }, args) => ({ channel: channelShape(team, channelById(team, args.channel)) }),
  }),
  method({
    name: 'conversations.members',
    tier: 4,
    args: { ...page, channel: text },
    run({ team }, args) {
      const { rows, next_cursor } = paginate(channelById(team, args.channel).members, args, 100);
      return { members: rows, response_metadata: { next_cursor } };
    },
  }),
  method({
    name: 'conversations.open',
    tier: 3,
    args: { users: text.optional(), channel: text.optional(), return_im: flag.optional() },
    run({ team }, args) {
      const users = (args.users ?? '').split(',').filter(Boolean);
      if (args.channel !== undefined) {
        const room = channelById(team, args.channel);
        return { channel: args.return_im === true ? channelShape(team, room) : { id: room.id } };
      }
      const [user] = users;
      if (user === undefined) throw new Refusal('users_list_not_supplied');
      if (users.length > 1)
        throw new Refusal('method_not_supported_for_channel_type', ['Group messages are left out.']);
      const { room, isNew } = openDirectMessage(team, personById(team, user).id);
      return {
        ...(!isNew && { no_op: true, already_open: true }),
        channel: args.return_im === true ? channelShape(team, room) : { id: room.id },
      };
    },
  }),
  method({
    name: 'conversations.join',
    tier: 3,
    args: { channel: text },
    run(slack, args) {
      const { team } = slack;
      const room = channelById(team, args.channel);
      if (room.is_archived) throw new Refusal('is_archived');
      if (room.kind === 'im') throw new Refusal('method_not_supported_for_channel_type');
      const wasIn = room.members.includes(team.app.userId);
      join(team, room, team.app.userId);
      if (!wasIn) announceJoin(slack, room, team.app.userId);
      return { channel: channelShape(team, room), ...(wasIn && { warning: 'already_in_channel' }) };
    },
  }),
];
