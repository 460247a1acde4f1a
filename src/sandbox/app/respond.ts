import { z } from 'zod';
import { checkedContent } from '../api/checked.ts';
import { Refusal } from '../api/refusal.ts';
import type { Slack } from '../slack.ts';
import { addMessage, changeMessage, findMessage, removeMessage } from '../workspace/messages.ts';
import type { ResponseTarget } from '../workspace/response-urls.ts';
import type { Room, StoredMessage } from '../workspace/team.ts';

const Response = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/**
 * What the app answers to a command or posts to a response_url:
 * https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses
 */
export function respond(slack: Slack, target: ResponseTarget, raw: unknown): void {
  const { team } = slack;
  const parsed = Response.safeParse(typeof raw === 'string' ? { text: raw } : raw);
  const room = team.channels.get(target.channel);
  if (!parsed.success || !room) throw new Refusal('invalid_payload');
  const response = parsed.data;
  const original =
    target.message_ts === undefined ? undefined : findMessage(team, room.id, target.message_ts);
  if (response.delete_original === true) {
    if (!original?.by_app) throw new Refusal('message_not_found');
    removeMessage(team, room, original);
    return;
  }
  const content = checkedContent(response);
  if (response.replace_original === true && original) replace(slack, room, original, content);
  else {
    const thread =
      response.thread_ts ?? (response.response_type === 'in_channel' ? undefined : target.thread_ts);
    addMessage(team, room, {
      ...content,
      user: team.app.userId,
      ...(response.response_type !== 'in_channel' && { ephemeral_to: target.user }),
      ...(thread !== undefined && { thread_ts: thread }),
    });
  }
}

function replace(
  slack: Slack,
  room: Room,
  original: StoredMessage,
  content: ReturnType<typeof checkedContent>,
): void {
  if (!original.by_app) throw new Refusal('cant_update_message');
  changeMessage(slack.team, room, original, {
    ...content,
    blocks: content.blocks ?? null,
    edited: original.ephemeral_to === undefined,
  });
}
