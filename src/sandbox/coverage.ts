/** How far a method goes: `full` for all that an app can see of it, `part` with what is left out. */
export interface Coverage {
  reach: 'full' | 'part';
  /** What real Slack does and this one does not. */
  leftOut?: string[];
  /** What this one refuses and real Slack lets pass: it would be a mistake of the app. */
  stricter?: string[];
}

const textBesideBlocks = 'blocks without text are refused with no_text';

/** Every method of the Web API that this Slack answers. A test holds it true; all others answer unknown_method. */
export const coverage: Readonly<Record<string, Coverage>> = {
  'api.test': { reach: 'full' },
  'apps.connections.open': { reach: 'full' },
  'auth.test': { reach: 'full' },
  'chat.delete': { reach: 'part', leftOut: ['a deleted parent leaves no tombstone'] },
  'chat.getPermalink': { reach: 'full' },
  'chat.postEphemeral': { reach: 'part', leftOut: ['attachments'], stricter: [textBesideBlocks] },
  'chat.postMessage': {
    reach: 'part',
    leftOut: ['attachments', 'markdown_text', 'unfurling', 'username and icon'],
    stricter: [textBesideBlocks, 'a thread_ts of no message is refused with cannot_reply_to_message'],
  },
  'chat.update': {
    reach: 'part',
    leftOut: ['attachments', 'markdown_text', 'file_ids', 'reply_broadcast'],
    stricter: [textBesideBlocks],
  },
  'conversations.history': {
    reach: 'part',
    leftOut: ['the limit of 15 messages for unlisted commercial apps'],
  },
  'conversations.info': { reach: 'full' },
  'conversations.join': { reach: 'full' },
  'conversations.list': { reach: 'full' },
  'conversations.members': { reach: 'full' },
  'conversations.open': { reach: 'part', leftOut: ['group messages'] },
  'conversations.replies': { reach: 'full' },
  'files.completeUploadExternal': { reach: 'part', leftOut: ['blocks', 'several channels'] },
  'files.getUploadURLExternal': { reach: 'part', leftOut: ['snippet_type'] },
  'usergroups.list': { reach: 'part', leftOut: ['disabled groups'] },
  'users.info': { reach: 'part', leftOut: ['pictures', 'locale'] },
  'users.list': { reach: 'part', leftOut: ['pictures', 'locale'] },
  'users.lookupByEmail': { reach: 'part', leftOut: ['pictures'] },
  'views.open': { reach: 'part', leftOut: ['interactivity_pointer'] },
  'views.publish': { reach: 'full' },
  'views.push': { reach: 'part', leftOut: ['interactivity_pointer'] },
  'views.update': { reach: 'full' },
};

/** Beyond the methods. */
export const beyond: Readonly<Record<string, Coverage>> = {
  'Socket Mode': { reach: 'part', leftOut: ['connections that age by themselves: refreshes come on demand'] },
  'HTTP mode': { reach: 'part', leftOut: ['ssl_check', 'switching events off after many failures'] },
  interactions: {
    reach: 'part',
    leftOut: ['external_select options', 'link unfurls', 'workflow steps', 'file_input'],
  },
  events: { reach: 'part', leftOut: ['all but those in announce.ts'] },
  scopes: { reach: 'part', leftOut: ['missing_scope: every token may do everything'] },
  'rate limits': { reach: 'part', leftOut: ['limits of events and of response_urls'] },
};
