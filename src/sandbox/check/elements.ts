import { z } from 'zod';
import * as part from './composition.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements */

const base = { action_id: part.id.optional() };
const confirmable = { confirm: part.confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: part.plainText(limits.placeholder).optional() };
const dispatchable = { dispatch_action_config: part.dispatchConfig.optional() };
const menu = { ...base, ...confirmable, ...focusable, ...placeholder };
const multi = { ...menu, max_selected_items: z.number().int().min(1).optional() };
const style = { style: z.enum(['primary', 'danger']).optional() };
const label = { accessibility_label: z.string().max(limits.accessibilityLabel).optional() };
const date = z.iso.date();
const options = z.array(part.menuOption).min(1).max(limits.selectOptions).optional();
const option_groups = z.array(part.optionGroup).min(1).max(limits.selectGroups).optional();
const choices = z.array(part.choiceOption).min(1).max(limits.choiceOptions);
const length = z.number().int().max(limits.plainTextInput);

function element<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...shape });
}

function oneList<S extends z.ZodType<{ options?: unknown; option_groups?: unknown }>>(schema: S) {
  return schema.refine(
    (menu) => (menu.options === undefined) !== (menu.option_groups === undefined),
    'must have one of options and option_groups',
  );
}

export const button = element('button', {
  ...base,
  ...confirmable,
  ...style,
  ...label,
  text: part.plainText(limits.buttonText),
  value: z.string().max(limits.buttonValue).optional(),
  url: part.webUrl(limits.buttonUrl).optional(),
});
export const image = element('image', {
  ...part.imageSource,
  alt_text: z.string().min(1).max(limits.imageAltText),
}).refine(part.hasOneSource, part.oneSource);

export const checkboxes = element('checkboxes', {
  ...base,
  ...confirmable,
  ...focusable,
  options: choices,
  initial_options: choices.optional(),
});
export const radioButtons = element('radio_buttons', {
  ...base,
  ...confirmable,
  ...focusable,
  options: choices,
  initial_option: part.choiceOption.optional(),
});
export const datepicker = element('datepicker', { ...menu, initial_date: date.optional() });
export const timepicker = element('timepicker', {
  ...menu,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:mm')
    .optional(),
  timezone: z.string().optional(),
});
export const datetimepicker = element('datetimepicker', {
  ...base,
  ...confirmable,
  ...focusable,
  initial_date_time: z.number().int().min(1e9).max(9_999_999_999).optional(),
});
export const overflow = element('overflow', {
  ...base,
  ...confirmable,
  options: z.array(part.overflowOption).min(1).max(limits.overflowOptions),
});

const staticSelect = oneList(
  element('static_select', { ...menu, options, option_groups, initial_option: part.menuOption.optional() }),
);
const multiStaticSelect = oneList(
  element('multi_static_select', {
    ...multi,
    options,
    option_groups,
    initial_options: z.array(part.menuOption).optional(),
  }),
);
const conversationExtras = {
  default_to_current_conversation: z.boolean().optional(),
  filter: part.conversationFilter.optional(),
};
const respondable = { response_url_enabled: z.boolean().optional() };
const query = { min_query_length: z.number().int().optional() };
const ids = z.array(z.string()).optional();
export const selects = [
  staticSelect,
  multiStaticSelect,
  element('users_select', { ...menu, initial_user: z.string().optional() }),
  element('multi_users_select', { ...multi, initial_users: ids }),
  element('conversations_select', {
    ...menu,
    ...conversationExtras,
    ...respondable,
    initial_conversation: z.string().optional(),
  }),
  element('multi_conversations_select', { ...multi, ...conversationExtras, initial_conversations: ids }),
  element('channels_select', { ...menu, ...respondable, initial_channel: z.string().optional() }),
  element('multi_channels_select', { ...multi, initial_channels: ids }),
  element('external_select', { ...menu, ...query, initial_option: part.menuOption.optional() }),
  element('multi_external_select', {
    ...multi,
    ...query,
    initial_options: z.array(part.menuOption).optional(),
  }),
] as const;

const input = { ...base, ...focusable, ...placeholder, ...dispatchable };
export const inputs = [
  element('plain_text_input', {
    ...input,
    initial_value: z.string().max(limits.plainTextInput).optional(),
    multiline: z.boolean().optional(),
    min_length: length.min(0).optional(),
    max_length: length.min(1).optional(),
  }),
  element('email_text_input', { ...input, initial_value: z.string().optional() }),
  element('url_text_input', { ...input, initial_value: z.string().optional() }),
  element('number_input', {
    ...input,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  element('file_input', {
    ...base,
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(limits.fileInputFiles).optional(),
  }),
] as const;
export const richTextInput = element('rich_text_input', {
  ...input,
  initial_value: richText.optional(),
  min_lines: z.number().int().min(1).max(100).optional(),
  max_lines: z.number().int().min(1).max(100).optional(),
});

export const workflowButton = element('workflow_button', {
  ...base,
  ...style,
  ...label,
  text: part.plainText(limits.buttonText),
  workflow: z.looseObject({ trigger: z.looseObject({ url: part.webUrl(limits.buttonUrl) }) }),
});

const feedback = z.strictObject({
  text: part.plainText(limits.buttonText),
  value: z.string().max(limits.buttonValue),
  ...label,
});
export const feedbackButtons = element('feedback_buttons', {
  ...base,
  positive_button: feedback,
  negative_button: feedback,
});
export const iconButton = element('icon_button', {
  ...base,
  ...confirmable,
  ...label,
  icon: z.string(),
  text: part.plainText(limits.buttonText),
  value: z.string().max(limits.buttonValue).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
});
