import type { Channel, Message, OpenView, Person } from '../protocol.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Store } from './store.ts';

export interface Member extends Person {
  email: string;
  tz: string;
}

export interface Room extends Channel {
  is_private: boolean;
}

export interface StoredMessage extends Message {
  /** Written by the app, not by a person. */
  by_app: boolean;
  /** Whom this message would notify: `channel`, `here`, `everyone`, or ids of people and user groups. */
  notifies: string[];
}

/** `view.state.values`: by block_id, then action_id. */
export type Values = Record<string, Record<string, Record<string, unknown>>>;

/** A view on somebody's screen: a modal of their stack, or their Home tab. */
export interface Sheet extends OpenView {
  root_view_id: string;
  previous_view_id: string | null;
  values: Values;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  alt_text: string;
  mimetype: string;
  user: string;
  content: string; // base64
  shared: boolean;
}

interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

/** Everything this Slack knows. What changes it lives in the files beside this one. */
export interface Team {
  id: string;
  domain: string;
  app: { id: string; botId: string; userId: string; name: string };
  people: Map<string, Member>;
  userGroups: UserGroup[];
  channels: Map<string, Room>;
  messages: Map<string, Map<string, StoredMessage>>;
  modals: Map<string, Sheet[]>;
  homes: Map<string, Sheet>;
  reads: Map<string, Record<string, string>>;
  files: Map<string, StoredFile>;
  clock: Clock;
  store: Store;
  changes: Changes;
}

/** By id, handle, first name or full name, so that tests can say `lena`. */
export function findPerson(team: Team, name: string): Member | undefined {
  const byId = team.people.get(name);
  if (byId) return byId;
  const wanted = name.replace(/^@/, '').toLowerCase();
  const people = [...team.people.values()];
  return (
    people.find((person) => person.name === wanted) ??
    people.find((person) => person.real_name.toLowerCase() === wanted) ??
    people.find((person) => person.real_name.toLowerCase().split(' ')[0] === wanted)
  );
}

/** By id or name, with or without `#`. */
export function findChannel(team: Team, name: string): Room | undefined {
  const wanted = name.replace(/^#/, '');
  return (
    team.channels.get(name) ??
    [...team.channels.values()].find((room) => room.kind === 'channel' && room.name === wanted)
  );
}

/** Who sees what happens in a channel. */
export function audienceOf(room: Room): string[] {
  return room.members;
}
