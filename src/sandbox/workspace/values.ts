import { interactives, list } from './elements.ts';
import type { Interactive, Node } from './elements.ts';
import type { Values } from './team.ts';

/** The field of `state.values` that holds what a person put into an element; nothing for buttons and menus of actions. */
export const valueField: Record<string, string> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  radio_buttons: 'selected_option',
  checkboxes: 'selected_options',
  file_input: 'files',
};

const initialFields = [
  'initial_value',
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_conversation',
  'initial_conversations',
  'initial_channel',
  'initial_channels',
  'initial_date',
  'initial_time',
  'initial_date_time',
];

/** What the inputs of these blocks hold: what was there before, else what the app set, else nothing. */
export function valuesOf(blocks: readonly object[] | undefined, before: Values = {}): Values {
  const values: Values = {};
  for (const { block, element } of interactives(blocks)) {
    const field = valueField[element.type];
    if (field === undefined) continue;
    const kept = before[block.block_id]?.[element.action_id];
    const value =
      kept?.['type'] === element.type ? kept : { type: element.type, [field]: initialOf(element, field) };
    (values[block.block_id] ??= {})[element.action_id] = value;
  }
  return values;
}

function initialOf(element: Node, field: string): unknown {
  const set = initialFields.map((name) => element[name]).find((value) => value !== undefined);
  return set ?? (field === 'selected_options' || field.endsWith('s') ? [] : null);
}

/**
 * What a person chose at an element, in the shape that Slack sends: options come from the app's own list, whatever
 * else the page said of them. `undefined` where it could not have been chosen.
 */
export function readChoice(
  element: Interactive['element'],
  chosen: Node,
  isPerson: (id: string) => boolean,
): Node | undefined {
  const field = element.type === 'overflow' ? 'selected_option' : valueField[element.type];
  if (field === undefined) return {};
  const value = chosen[field];
  if (field === 'selected_option') {
    if (value === null || value === undefined)
      return element.type === 'overflow' ? undefined : { selected_option: null };
    const option = findOption(element, value);
    return option && { selected_option: option };
  }
  if (field === 'selected_options') {
    const options = list(value).map((part) => findOption(element, part));
    return options.includes(undefined) ? undefined : { selected_options: options };
  }
  if (field === 'selected_user' && typeof value === 'string' && !isPerson(value)) return undefined;
  if (field === 'selected_date' && typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return undefined;
  if (field === 'selected_time' && typeof value === 'string' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
    return undefined;
  if (value === undefined || value === '')
    return { [field]: field.endsWith('s') && field !== 'value' ? [] : null };
  return { [field]: value };
}

/** The options of a menu, those inside its groups too. */
export function optionsOf(element: Node): Node[] {
  return [
    ...list(element['options']),
    ...list(element['option_groups']).flatMap((group) => list(group['options'])),
  ];
}

function findOption(element: Node, wanted: unknown): Node | undefined {
  if (element['type'] === 'external_select') return list(wanted)[0];
  const value = list(wanted)[0]?.['value'];
  return optionsOf(element).find((option) => option['value'] === value);
}
