import type { Member, Room, Sheet, StoredFile, StoredMessage, Team } from '../workspace/team.ts';
import { compareTs } from '../workspace/clock.ts';

/** How the API tells of things: https://docs.slack.dev/reference/objects/ */

export function messageShape(
  team: Team,
  message: StoredMessage,
  options: { metadata: boolean },
): Record<string, unknown> {
  const { text, user, ts, blocks, thread_ts, subtype, edited_ts, metadata, files } = message;
  return {
    type: 'message',
    ...(subtype && { subtype, root: rootShape(team, message) }),
    ...(message.by_app && {
      bot_id: team.app.botId,
      app_id: team.app.id,
      bot_profile: {
        id: team.app.botId,
        app_id: team.app.id,
        name: team.app.name,
        team_id: team.id,
        deleted: false,
      },
    }),
    user,
    text,
    ts,
    team: team.id,
    ...(blocks && { blocks }),
    ...(files && { files }),
    ...(thread_ts !== undefined && {
      thread_ts,
      ...(thread_ts !== ts && { parent_user_id: parentAuthor(team, message) }),
    }),
    ...threadShape(team, message),
    ...(edited_ts !== undefined && { edited: { user, ts: edited_ts } }),
    ...(options.metadata && metadata && { metadata }),
  };
}

/** What a reply to the channel shows of its thread. */
function rootShape(team: Team, { channel, thread_ts }: StoredMessage): Record<string, unknown> | undefined {
  const root = team.messages.get(channel)?.get(thread_ts ?? '');
  return root && messageShape(team, root, { metadata: false });
}

function parentAuthor(team: Team, message: StoredMessage): string | undefined {
  return team.messages.get(message.channel)?.get(message.thread_ts ?? '')?.user;
}

function threadShape(team: Team, message: StoredMessage): Record<string, unknown> {
  if (message.thread_ts !== undefined && message.thread_ts !== message.ts) return {};
  const replies = repliesTo(team, message);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}

/** The replies in a message's thread, oldest first; what only one person sees is not among them. */
export function repliesTo(team: Team, parent: StoredMessage): StoredMessage[] {
  return [...(team.messages.get(parent.channel)?.values() ?? [])]
    .filter((one) => one.thread_ts === parent.ts && one.ts !== parent.ts && one.ephemeral_to === undefined)
    .toSorted((a, b) => compareTs(a.ts, b.ts));
}

export function channelShape(team: Team, room: Room): Record<string, unknown> {
  if (room.kind === 'im') {
    const user = room.members.find((member) => member !== team.app.userId);
    return { id: room.id, is_im: true, is_open: true, user, is_archived: false, created: 1_700_000_000 };
  }
  return {
    id: room.id,
    name: room.name,
    name_normalized: room.name,
    is_channel: !room.is_private,
    is_group: room.is_private,
    is_im: false,
    is_mpim: false,
    is_private: room.is_private,
    is_archived: room.is_archived,
    is_general: room.name === 'general',
    is_member: room.members.includes(team.app.userId),
    is_shared: false,
    is_ext_shared: false,
    created: 1_700_000_000,
    creator: room.members[0] ?? '',
    context_team_id: team.id,
    topic: { value: room.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: room.members.length,
  };
}

export function personShape(team: Team, person: Member): Record<string, unknown> {
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: false,
    color: person.color.replace('#', ''),
    real_name: person.real_name,
    tz: person.tz,
    profile: {
      title: person.title,
      real_name: person.real_name,
      real_name_normalized: person.real_name,
      display_name: person.name,
      display_name_normalized: person.name,
      ...(!person.is_bot && { email: person.email }),
      ...(person.is_bot && { bot_id: team.app.botId, api_app_id: team.app.id }),
      team: team.id,
    },
    is_admin: false,
    is_owner: false,
    is_bot: person.is_bot,
    is_app_user: false,
    is_restricted: false,
    updated: 1_700_000_000,
  };
}

export function viewShape(team: Team, sheet: Sheet): Record<string, unknown> {
  const { view } = sheet;
  const modal = view.type === 'modal' ? view : undefined;
  return {
    id: sheet.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: structuredClone(sheet.values) },
    hash: sheet.hash,
    ...(modal && { title: modal.title }),
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    previous_view_id: sheet.previous_view_id,
    root_view_id: sheet.root_view_id,
    app_id: team.app.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: team.app.botId,
  };
}

export function fileShape(file: StoredFile, url: string): Record<string, unknown> {
  const address = `${url}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    alt_txt: file.alt_text,
    user: file.user,
    size: Buffer.byteLength(file.content, 'base64'),
    mode: 'hosted',
    url_private: address,
    url_private_download: address,
    permalink: address,
  };
}
