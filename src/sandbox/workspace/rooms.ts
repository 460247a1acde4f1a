import { stableId } from './ids.ts';
import { audienceOf } from './team.ts';
import type { Room, Team } from './team.ts';

/** The direct message between the app and a person; opened when there is none yet. */
export function openDirectMessage(team: Team, user: string): { room: Room; isNew: boolean } {
  const id = stableId('D', user);
  const known = team.channels.get(id);
  if (known) return { room: known, isNew: false };
  const room: Room = {
    id,
    name: team.app.name,
    kind: 'im',
    topic: '',
    members: [user, team.app.userId],
    is_archived: false,
    is_private: true,
  };
  team.channels.set(id, room);
  changed(team, room);
  return { room, isNew: true };
}

export function join(team: Team, room: Room, user: string): void {
  if (room.members.includes(user)) return;
  room.members.push(user);
  changed(team, room);
}

export function leave(team: Team, room: Room, user: string): void {
  room.members = room.members.filter((member) => member !== user);
  changed(team, room, user);
}

export function setArchived(team: Team, room: Room, isArchived: boolean): void {
  room.is_archived = isArchived;
  changed(team, room);
}

/** Who left sees it too, so that their page can take the channel away. */
function changed(team: Team, room: Room, left?: string): void {
  team.store.save('channel', room.id, room);
  const copy = structuredClone(room);
  team.changes.publish(
    { type: 'channel', channel: copy },
    left ? [...audienceOf(room), left] : audienceOf(room),
  );
}
