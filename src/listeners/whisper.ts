import type { WebClient } from '@slack/web-api';
import type { ParsedClick } from './parse.ts';

/** Tells who clicked, and only them, in the place where they clicked. `text` is ours: mrkdwn, already escaped. */
export async function whisper(client: WebClient, click: ParsedClick, text: string): Promise<void> {
  await client.chat.postEphemeral({
    channel: click.channelId,
    user: click.userId,
    text,
    ...(click.threadTs && { thread_ts: click.threadTs }),
  });
}
