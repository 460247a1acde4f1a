import type { Node } from '../workspace/elements.ts';
import type { Sheet, Values } from '../workspace/team.ts';
import { valueField } from '../workspace/values.ts';

/** What Slack's own client says of inputs before the app hears of a submission: messages by block_id. */
export function inputErrors(sheet: Sheet): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of sheet.view.blocks as unknown as readonly Node[]) {
    if (block['type'] !== 'input') continue;
    const error = errorOf(block, sheet.values);
    if (error !== undefined) errors[String(block['block_id'])] = error;
  }
  return errors;
}

function errorOf(block: Node, values: Values): string | undefined {
  const element = block['element'] as Node & { type: string; action_id: string };
  const held = values[String(block['block_id'])]?.[element.action_id];
  const value = held?.[valueField[element.type] ?? 'value'];
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return block['optional'] === true ? undefined : 'This is a required field';
  if (typeof value === 'string') return textError(element, value);
  return undefined;
}

function textError(element: Node & { type: string }, value: string): string | undefined {
  const max = Number(element['max_length'] ?? 3000);
  const min = Number(element['min_length'] ?? 0);
  if (element.type === 'plain_text_input' && value.length > max)
    return `Please limit this to ${max} characters.`;
  if (element.type === 'plain_text_input' && value.length < min)
    return `Please write at least ${min} characters.`;
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  return element.type === 'number_input' ? numberError(element, value) : undefined;
}

function numberError(element: Node, value: string): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number))
    return 'Please enter a whole number.';
  const least = Number(element['min_value'] ?? -Infinity);
  const most = Number(element['max_value'] ?? Infinity);
  if (number < least) return `Please enter a number of at least ${least}.`;
  if (number > most) return `Please enter a number of at most ${most}.`;
  return undefined;
}
