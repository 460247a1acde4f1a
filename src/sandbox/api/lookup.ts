import { openDirectMessage } from '../workspace/rooms.ts';
import { findChannel } from '../workspace/team.ts';
import type { Member, Room, Team } from '../workspace/team.ts';
import { Refusal } from './refusal.ts';

/** The channel that a call names by id, for reading: the app has to be able to see it. */
export function channelById(team: Team, id: string): Room {
  const room = team.channels.get(id);
  if (!room || (room.is_private && !room.members.includes(team.app.userId)))
    throw new Refusal('channel_not_found');
  return room;
}

/** Where to write: by id, by name, or a person's id for the direct message with them. */
export function channelToWrite(team: Team, name: string): Room {
  if (team.people.has(name)) return openDirectMessage(team, name).room;
  const room = findChannel(team, name);
  if (!room || (room.is_private && !room.members.includes(team.app.userId)))
    throw new Refusal('channel_not_found');
  if (room.is_archived) throw new Refusal('is_archived');
  if (!room.members.includes(team.app.userId)) throw new Refusal('not_in_channel');
  return room;
}

/** A channel that the app is in, for reading its messages. */
export function channelToRead(team: Team, id: string): Room {
  const room = channelById(team, id);
  if (!room.members.includes(team.app.userId)) throw new Refusal('not_in_channel');
  return room;
}

export function personById(team: Team, id: string): Member {
  const person = team.people.get(id);
  if (!person) throw new Refusal('user_not_found');
  return person;
}
