import type { KnownBlock, View } from '@slack/types';
import { z } from 'zod';
import { checkMessage } from '../check/check-message.ts';
import { checkView } from '../check/check-view.ts';
import type { Finding } from '../check/finding.ts';
import { limits } from '../check/limits.ts';
import type { Message } from '../protocol.ts';
import { Unparsable } from './args.ts';
import { Refusal } from './refusal.ts';

export interface MessageContent {
  text: string;
  blocks?: KnownBlock[];
  metadata?: NonNullable<Message['metadata']>;
}

/**
 * The content of a message after the strict check, or Slack's refusal. The casts hold because the check has read
 * every field.
 */
export function checkedContent(args: {
  text?: unknown;
  blocks?: unknown;
  metadata?: unknown;
}): MessageContent {
  if (args.blocks instanceof Unparsable) throw new Refusal('invalid_blocks_format');
  if (args.metadata instanceof Unparsable) throw new Refusal('invalid_metadata_format');
  const blocks = emptyToNone(args.blocks);
  const text = typeof args.text === 'string' ? args.text.slice(0, limits.postTextCut) : '';
  const found = checkMessage({ text, blocks, metadata: args.metadata });
  refuse(found, '/blocks', 'invalid_blocks');
  refuse(found, '/metadata', 'invalid_metadata_schema');
  refuse(found, '/text', 'no_text');
  return {
    text,
    ...(blocks !== undefined && { blocks: blocks as KnownBlock[] }),
    ...(args.metadata !== undefined && { metadata: args.metadata as NonNullable<Message['metadata']> }),
  };
}

/** Likewise for views. */
export function checkedView(view: unknown): View {
  if (view instanceof Unparsable) throw new Refusal('invalid_arguments', ['[ERROR] view is not JSON']);
  const found = checkView(view);
  if (found.length > 0)
    throw new Refusal(
      'invalid_arguments',
      found.map((one) => worded({ ...one, path: `/view${one.path}` })),
    );
  if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes) throw new Refusal('view_too_large');
  return view as View;
}

const Errors = z.record(z.string(), z.string());

/** `errors` of a refused submission: messages by block_id. */
export function checkedErrors(errors: unknown, inputs: ReadonlySet<string>): Record<string, string> {
  const parsed = Errors.safeParse(errors);
  if (!parsed.success)
    throw new Refusal('invalid_arguments', ['[ERROR] errors must be messages by block_id']);
  const stray = Object.keys(parsed.data).find((blockId) => !inputs.has(blockId));
  if (stray !== undefined)
    throw new Refusal('invalid_arguments', [`[ERROR] no input has the block_id ${stray}`]);
  return parsed.data;
}

function refuse(found: readonly Finding[], at: string, code: string): void {
  const here = found.filter((one) => one.path.startsWith(at));
  if (here.length > 0) throw new Refusal(code, here.map(worded));
}

function worded(finding: Finding): string {
  return `[ERROR] ${finding.message} [json-pointer:${finding.path}]`;
}

function emptyToNone(blocks: unknown): unknown {
  return Array.isArray(blocks) && blocks.length === 0 ? undefined : blocks;
}
