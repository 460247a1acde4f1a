/** Where our Slack and `emulate@0.12.2` answer differently, and why ours does as it does. */

const bot = [
  'bot_id',
  'app_id',
  'bot_profile.id',
  'bot_profile.app_id',
  'bot_profile.name',
  'bot_profile.team_id',
];
const botMessage = [...bot, 'bot_profile.deleted', 'team'];
const threadParent = ['thread_ts', 'reply_users_count', 'latest_reply'];
const pictureAndStatus = [
  'phone',
  'skype',
  'image_48',
  'image_192',
  'status_text',
  'status_emoji',
  'status_emoji_display_info',
  'status_expiration',
  'huddle_state',
  'huddle_state_expiration_ts',
];
const at = (place: string, fields: readonly string[]) => fields.map((field) => `${place}.${field}`);

/** Fields of the answers that only one side has, by step of the story. Steps that are not here answer alike. */
export const fieldDifferences: Readonly<Record<string, { onlyHere: string[]; onlyThere: string[] }>> = {
  'auth.test': { onlyHere: ['is_enterprise_install'], onlyThere: ['app_id'] },
  // Theirs takes a post with a bot token for one of the person behind the token.
  'chat.postMessage': { onlyHere: at('message', botMessage), onlyThere: [] },
  'chat.postMessage in a thread': {
    onlyHere: at('message', [...botMessage, 'parent_user_id']),
    onlyThere: [],
  },
  'chat.update': { onlyHere: at('message', [...botMessage, ...threadParent]), onlyThere: [] },
  'conversations.history': {
    onlyHere: at('messages[]', [...botMessage, ...threadParent]),
    onlyThere: ['response_metadata.next_cursor'], // Slack leaves it out on the last page
  },
  'conversations.replies': {
    onlyHere: at('messages[]', [...botMessage, ...threadParent]),
    onlyThere: at('messages[]', ['metadata.event_type', 'metadata.event_payload.id']), // nobody asked for it
  },
  'conversations.info': {
    onlyHere: at('channel', ['is_general', 'is_shared', 'is_ext_shared', 'context_team_id']),
    onlyThere: at('channel', ['is_open', 'last_read']),
  },
  'users.info': {
    onlyHere: at('user', [
      'color',
      'tz',
      'profile.team',
      'is_owner',
      'is_app_user',
      'is_restricted',
      'updated',
    ]),
    onlyThere: at('user.profile', pictureAndStatus),
  },
  'views.open': { onlyHere: ['view.app_installed_team_id'], onlyThere: [] },
  'views.update': { onlyHere: ['view.app_installed_team_id'], onlyThere: [] },
  'views.publish': { onlyHere: ['view.app_installed_team_id'], onlyThere: ['view.title'] },
};

/** Mistakes that the two answer differently. */
export const mistakeDifferences: Readonly<Record<string, { here: string; there: string }>> = {
  'a wrong token': { here: 'invalid_auth', there: 'ok' }, // theirs takes any token for the first person
  'an unknown method': { here: 'unknown_method', there: 'WebAPIHTTPError' },
  'blocks that are no JSON': { here: 'invalid_blocks_format', there: 'invalid_blocks' },
  'a modal with too long a title': { here: 'invalid_arguments', there: 'ok' }, // theirs has no check of limits
};
