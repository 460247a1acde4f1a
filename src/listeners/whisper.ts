import type { RespondFn } from '@slack/bolt';
import type { ParsedClick } from './parse.ts';

/**
 * Tells who clicked, and only them, in the place where they clicked; also those who are no members there. `text` is
 * ours: mrkdwn, already escaped.
 */
export async function whisper(respond: RespondFn, click: ParsedClick, text: string): Promise<void> {
  await respond({
    response_type: 'ephemeral',
    replace_original: false,
    text,
    ...(click.threadTs && { thread_ts: click.threadTs }),
  });
}
