import type { Change, Channel, Message, OpenView, Person, Snapshot } from '../../protocol.ts';

/** What the page knows: the snapshot with all later changes applied. */
export interface PageState {
  me: string;
  people: ReadonlyMap<string, Person>;
  channels: ReadonlyMap<string, Channel>;
  messages: ReadonlyMap<string, ReadonlyMap<string, Message>>; // by channel, then ts
  views: readonly OpenView[]; // bottom first
  home: OpenView | undefined;
  read: Readonly<Record<string, string>>;
  commands: Snapshot['commands'];
  leadDesk: Snapshot['lead_desk'];
}

export function fromSnapshot(snapshot: Snapshot): PageState {
  const messages = new Map<string, Map<string, Message>>();
  for (const message of snapshot.messages) {
    const ofChannel = messages.get(message.channel) ?? new Map<string, Message>();
    messages.set(message.channel, ofChannel.set(message.ts, message));
  }
  return {
    me: snapshot.me,
    people: new Map(snapshot.people.map((person) => [person.id, person])),
    channels: new Map(snapshot.channels.map((channel) => [channel.id, channel])),
    messages,
    views: snapshot.views,
    home: snapshot.home,
    read: snapshot.read,
    commands: snapshot.commands,
    leadDesk: snapshot.lead_desk,
  };
}

export function applyChange(state: PageState, change: Change): PageState {
  switch (change.type) {
    case 'message':
      return withMessages(state, change.message.channel, (messages) =>
        messages.set(change.message.ts, change.message),
      );
    case 'message_deleted':
      return withMessages(state, change.channel, (messages) => messages.delete(change.ts));
    case 'view':
      return { ...state, views: withView(state.views, change.view) };
    case 'view_closed':
      return { ...state, views: state.views.filter((view) => view.id !== change.view_id) };
    case 'home':
      return { ...state, home: change.view };
    case 'channel':
      return { ...state, channels: withChannel(state, change.channel) };
    case 'read':
      return { ...state, read: { ...state.read, [change.channel]: change.ts } };
    case 'leads':
      return state.leadDesk ? { ...state, leadDesk: { ...state.leadDesk, leads: change.leads } } : state;
  }
}

function withMessages(
  state: PageState,
  channel: string,
  edit: (messages: Map<string, Message>) => unknown,
): PageState {
  const ofChannel = new Map(state.messages.get(channel));
  edit(ofChannel);
  return { ...state, messages: new Map(state.messages).set(channel, ofChannel) };
}

function withView(views: readonly OpenView[], changed: OpenView): readonly OpenView[] {
  return views.some((view) => view.id === changed.id)
    ? views.map((view) => (view.id === changed.id ? changed : view))
    : [...views, changed];
}

/** Who left a channel does not see it any more. */
function withChannel(state: PageState, channel: Channel): PageState['channels'] {
  const channels = new Map(state.channels);
  if (channel.members.includes(state.me)) channels.set(channel.id, channel);
  else channels.delete(channel.id);
  return channels;
}
