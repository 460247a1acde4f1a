/** The few shapes of block that all our messages and modals are made of. */
import type {
  ActionsBlockElement,
  Button,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextInput,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { INPUTS } from './ids.ts';
import { LIMITS } from './limits.ts';
import { plain } from './text.ts';

/** What a builder of messages gives: the notification, and what is drawn. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Where a modal was opened from; it comes back in `private_metadata`. */
export interface ModalOrigin {
  handoverId: string;
  channel: string;
  ts: string;
}

/** `text` must be escaped already. Nothing in it becomes a link by itself. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.header) };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(text)] };
}

/** A button that says to a screen reader which lead it is about. */
export function button(actionId: string, label: string, value: string, about: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label, LIMITS.label),
    value,
    accessibility_label: plain(`${label.replace('...', '')}: ${about}`, LIMITS.label).text,
  };
}

export function actions(blockId: string, elements: ActionsBlockElement[]): KnownBlock {
  return { type: 'actions', block_id: blockId, elements };
}

export function option(label: string, value: string, description?: string | null): PlainTextOption {
  return {
    text: plain(label, LIMITS.option),
    value,
    ...(description && { description: plain(description, LIMITS.option) }),
  };
}

/** An input whose block and action bear the same id, as the parser expects. */
export function input(
  name: keyof typeof INPUTS,
  label: string,
  element: InputBlock['element'],
  more: { optional?: boolean; hint?: string } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: INPUTS[name],
    label: plain(label, LIMITS.label),
    element: { ...element, action_id: INPUTS[name] },
    optional: more.optional ?? false,
    ...(more.hint && { hint: plain(more.hint, LIMITS.label * 2) }),
  };
}

export function wordsInput(): PlainTextInput {
  return { type: 'plain_text_input', multiline: true, max_length: LIMITS.input };
}
