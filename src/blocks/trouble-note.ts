import { type Message, section } from './parts.ts';
import { SHOWN } from './limits.ts';
import { channelName, escapeMrkdwn, person } from './text.ts';

interface Trouble {
  channel: string; // name, or the id of a person
  error: string; // Slack's code
  mended: boolean;
}

/** Tells the admins, once, that Slack refuses a channel, and what mends it; and later that it was mended. */
export function buildTroubleNote({ channel, error, mended }: Trouble): Message {
  const where = placeName(channel);
  if (mended)
    return {
      text: `Messages reach ${where} again`,
      blocks: [section(`:white_check_mark: *Messages reach ${where} again.* What waited has been sent.`)],
    };
  const code = escapeMrkdwn(error, SHOWN.short);
  return {
    text: `Messages to ${where} wait: ${code}`,
    blocks: [
      section(
        `:warning: *Messages to ${where} wait*, because Slack says \`${code}\`. ${howToMend(channel, error)} Then they are sent by themselves; nothing is lost.`,
      ),
    ],
  };
}

/** What to do about a channel that Slack refuses, as a sentence in mrkdwn; `error` is Slack's code. */
export function howToMend(channel: string, error: string): string {
  const where = placeName(channel);
  switch (error) {
    case 'channel_not_found':
      return `There is no channel ${where} that Baton can see: create it or correct its name in the playbook, and type \`/invite @Baton\` in it.`;
    case 'not_in_channel':
      return `Type \`/invite @Baton\` in ${where}.`;
    case 'is_archived':
      return `Unarchive ${where}, or name another channel in the playbook.`;
    case 'missing_scope':
      return 'The app lacks a permission: `npm run baton -- slack check` says which. Reinstall it from manifest.yml.';
    case 'user_not_found':
    case 'user_disabled':
    case 'cannot_dm_bot':
    case 'messages_tab_disabled':
      return `Baton can't write to ${where}: the account is gone, or the app's messages tab is off.`;
    default:
      return `Who manages ${where} has to let Baton post there.`;
  }
}

function placeName(channel: string): string {
  return /^[UW][A-Z0-9]+$/.test(channel) ? person(channel) : channelName(channel);
}
