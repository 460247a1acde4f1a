import { z } from 'zod';
import * as part from './composition.ts';
import * as el from './elements.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';
import * as rich from './rich-blocks.ts';

/** https://docs.slack.dev/reference/block-kit/blocks */

function block<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), block_id: part.id.optional(), ...shape });
}

const common = [el.checkboxes, el.radioButtons, el.datepicker, el.timepicker, ...el.selects] as const;

const section = block('section', {
  text: part.anyText(limits.sectionText).optional(),
  fields: z.array(part.anyText(limits.sectionField)).min(1).max(limits.sectionFields).optional(),
  accessory: z
    .discriminatedUnion('type', [el.button, el.image, el.overflow, el.workflowButton, ...common])
    .optional(),
  expand: z.boolean().optional(),
}).refine((block) => block.text !== undefined || block.fields !== undefined, 'must have text or fields');

const actions = block('actions', {
  elements: z
    .array(
      z.discriminatedUnion('type', [
        el.button,
        el.overflow,
        el.workflowButton,
        el.datetimepicker,
        el.richTextInput,
        ...common,
      ]),
    )
    .min(1)
    .max(limits.actionsElements),
});

const input = block('input', {
  label: part.plainText(limits.inputLabel),
  hint: part.plainText(limits.inputHint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [el.datetimepicker, el.richTextInput, ...el.inputs, ...common]),
});

const context = block('context', {
  elements: z
    .array(z.discriminatedUnion('type', [el.image, part.plainText(limits.text), part.mrkdwn(limits.text)]))
    .min(1)
    .max(limits.contextElements),
});

const simple = [
  section,
  actions,
  input,
  context,
  richText,
  block('header', { text: part.plainText(limits.header) }),
  block('divider', {}),
  block('image', {
    ...part.imageSource,
    alt_text: z.string().min(1).max(limits.imageAltText),
    title: part.plainText(limits.imageTitle).optional(),
  }).refine(part.hasOneSource, part.oneSource),
  block('file', { external_id: z.string(), source: z.literal('remote') }),
  rich.table,
  rich.video,
] as const;

const container = block('container', {
  title: part.plainText(limits.containerTitle).optional(),
  rich_text_title: richText.optional(),
  subtitle: part.anyText(limits.containerTitle).optional(),
  child_blocks: z.array(z.discriminatedUnion('type', simple)).min(1).max(limits.containerBlocks),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: el.image.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
}).refine(
  (block) => block.title !== undefined || block.rich_text_title !== undefined,
  'must have title or rich_text_title',
);

/** Any block, by its own rules; where it may stand is another question (`surfaces.ts`). */
export const anyBlock = z.discriminatedUnion('type', [...simple, ...rich.blocks, container]);
