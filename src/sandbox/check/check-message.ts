import { z } from 'zod';
import { checkBlocks } from './check-blocks.ts';
import { findings } from './finding.ts';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';

export interface CheckedMessage {
  text?: unknown;
  blocks?: unknown;
  metadata?: unknown;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), scalar);

/** https://docs.slack.dev/messaging/message-metadata/: a type and a payload that is at most one level deep. */
const Metadata = z.strictObject({
  event_type: z
    .string()
    .min(1)
    .max(limits.id)
    .regex(/^\w[\w.-]*$/, 'must be letters, digits, underscores'),
  event_payload: z.record(z.string(), z.union([scalar, flat, z.array(z.union([scalar, flat]))])),
});

/**
 * What Slack, or good manners, would refuse in a message. Beyond Slack it asks for `text` beside blocks: that is the
 * notification, and what a screen reader reads.
 */
export function checkMessage(message: CheckedMessage): Finding[] {
  const found: Finding[] = [];
  const hasBlocks =
    message.blocks !== undefined && !(Array.isArray(message.blocks) && message.blocks.length === 0);
  if (hasBlocks) found.push(...checkBlocks(message.blocks, 'message'));
  if (typeof message.text !== 'string' || message.text.trim() === '') {
    found.push({
      path: '/text',
      message: hasBlocks ? 'is needed beside blocks: it is the notification' : 'missing required field',
    });
  } else if (message.text.length > limits.postTextCut) {
    found.push({ path: '/text', message: `must be at most ${limits.postTextCut} characters` });
  }
  if (message.metadata !== undefined) {
    found.push(...findings(Metadata, message.metadata, '/metadata'));
    if (Buffer.byteLength(JSON.stringify(message.metadata) ?? '') > limits.metadataBytes) {
      found.push({ path: '/metadata', message: `must be at most ${limits.metadataBytes} bytes` });
    }
  }
  return found;
}
