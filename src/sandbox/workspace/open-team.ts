import type { PersonOption, WorkspaceOptions } from '../options.ts';
import { createChanges } from './changes.ts';
import { createClock } from './clock.ts';
import { appPerson, defaultChannels, defaultPeople } from './defaults.ts';
import { stableId } from './ids.ts';
import { createFileStore, createMemoryStore } from './store.ts';
import { findPerson } from './team.ts';
import type { Member, Room, Sheet, StoredFile, StoredMessage, Team } from './team.ts';

const colors = ['#2563eb', '#047857', '#b45309', '#be185d', '#7c3aed', '#0e7490', '#4d7c0f', '#b91c1c'];

/** The team as the options describe it, with what an earlier run left in the file. */
export function openTeam(options: WorkspaceOptions): Team {
  const store = options.file === undefined ? createMemoryStore() : createFileStore(options.file);
  const bot = member(appPerson, 0);
  const team: Team = {
    id: stableId('T', 'local'),
    domain: 'local',
    app: { id: stableId('A', 'baton'), botId: stableId('B', 'baton'), userId: bot.id, name: bot.name },
    people: new Map([[bot.id, bot]]),
    userGroups: [],
    channels: new Map(),
    messages: new Map(),
    modals: new Map(),
    homes: new Map(),
    reads: new Map(),
    files: new Map(),
    clock: createClock(options.now ?? Date.now),
    store,
    changes: createChanges(),
  };
  for (const [index, option] of (options.people ?? defaultPeople).entries()) {
    const person = member(option, index);
    team.people.set(person.id, person);
  }
  addChannels(team, options);
  addUserGroups(team, options);
  restore(team);
  return team;
}

function member(option: PersonOption, index: number): Member {
  return {
    id: option.id ?? stableId('U', option.name),
    name: option.name,
    real_name: option.real_name ?? option.name,
    title: option.title ?? '',
    is_bot: option.is_bot ?? false,
    color: option.color ?? colors[index % colors.length] ?? '#2563eb',
    email: option.email ?? `${option.name}@local.example`,
    tz: option.tz ?? 'Europe/Berlin',
  };
}

function addChannels(team: Team, options: WorkspaceOptions): void {
  const everybody = [...team.people.values()].filter((person) => !person.is_bot).map((person) => person.name);
  // The default channels name the default people; whoever else there is joins all of them.
  const usual = new Set(defaultPeople.map((person) => person.name));
  const others = options.channels ? [] : everybody.filter((name) => !usual.has(name));
  for (const option of options.channels ?? defaultChannels) {
    const names = option.members ? [...option.members, ...others] : everybody;
    const members = names.flatMap((name) => findPerson(team, name)?.id ?? []);
    if (!option.without_app) members.push(team.app.userId);
    const room: Room = {
      id: option.id ?? stableId('C', option.name),
      name: option.name,
      kind: 'channel',
      topic: option.topic ?? '',
      members: [...new Set(members)],
      is_archived: false,
      is_private: option.is_private ?? false,
    };
    team.channels.set(room.id, room);
  }
}

function addUserGroups(team: Team, options: WorkspaceOptions): void {
  for (const { handle, name, members } of options.userGroups ?? []) {
    const users = members.flatMap((member) => findPerson(team, member)?.id ?? []);
    team.userGroups.push({ id: stableId('S', handle), handle, name: name ?? handle, users });
  }
}

/** The casts hold because only this program writes the file, in these shapes. */
function restore(team: Team): void {
  // Who was here in an earlier run may have left a channel since; who is new joins as the options say.
  const met = new Set((team.store.all('person') as { id: string }[]).map((person) => person.id));
  for (const room of team.store.all('channel') as Room[]) {
    const newcomers = team.channels.get(room.id)?.members.filter((id) => !met.has(id)) ?? [];
    team.channels.set(room.id, { ...room, members: [...new Set([...room.members, ...newcomers])] });
  }
  for (const room of team.channels.values()) team.store.save('channel', room.id, room);
  for (const person of team.people.values()) team.store.save('person', person.id, { id: person.id });
  for (const message of team.store.all('message') as StoredMessage[]) {
    messagesOf(team, message.channel).set(message.ts, message);
    team.clock.after(message.ts);
  }
  for (const { user, read } of team.store.all('read') as { user: string; read: Record<string, string> }[]) {
    team.reads.set(user, read);
  }
  for (const home of team.store.all('home') as Sheet[]) team.homes.set(home.user, home);
  for (const file of team.store.all('file') as StoredFile[]) team.files.set(file.id, file);
}

/** The messages of a channel by timestamp, an empty map for a channel without any. */
export function messagesOf(team: Team, channel: string): Map<string, StoredMessage> {
  const known = team.messages.get(channel);
  if (known) return known;
  const messages = new Map<string, StoredMessage>();
  team.messages.set(channel, messages);
  return messages;
}
