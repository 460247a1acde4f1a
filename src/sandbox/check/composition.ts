import { z } from 'zod';
import { limits } from './limits.ts';

/** https://docs.slack.dev/reference/block-kit/composition-objects */

export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

/** Links must lead out to the web; Slack refuses `javascript:` and the like. */
export function webUrl(max: number) {
  return z
    .string()
    .max(max)
    .refine((url) => /^(https?|mailto|tel|slack):/i.test(url) && URL.canParse(url), 'must be a valid URL');
}

export const id = z.string().min(1).max(limits.id);

export const confirm = z.strictObject({
  title: plainText(limits.confirmTitle).optional(),
  text: anyText(limits.confirmText),
  confirm: plainText(limits.confirmButton).optional(),
  deny: plainText(limits.confirmButton).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/** Menus take `plain_text` alone, radio buttons and checkboxes `mrkdwn` too. */
export const menuOption = z.strictObject({
  text: plainText(limits.optionText),
  value: z.string().max(limits.optionValue),
  description: plainText(limits.optionDescription).optional(),
});

export const overflowOption = menuOption.extend({ url: webUrl(limits.optionUrl).optional() });

export const choiceOption = z.strictObject({
  text: anyText(limits.optionText),
  value: z.string().max(limits.optionValue),
  description: anyText(limits.optionDescription).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(limits.groupLabel),
  options: z.array(menuOption).min(1).max(limits.selectOptions),
});

export const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

export const dispatchConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
});

const slackFile = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]);

/** One of `image_url` and `slack_file`. */
export const imageSource = {
  image_url: webUrl(limits.imageUrl).optional(),
  slack_file: slackFile.optional(),
};

export function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}

export const oneSource = 'must have one of image_url and slack_file';
