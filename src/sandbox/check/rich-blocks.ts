import { z } from 'zod';
import * as part from './composition.ts';
import * as el from './elements.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';

/** The blocks that came after the first dozen: cards, tables, tasks, alerts. */

const block_id = part.id.optional();

const card = z
  .strictObject({
    type: z.literal('card'),
    block_id,
    hero_image: el.image.optional(),
    icon: el.image.optional(),
    title: part.mrkdwn(limits.cardTitle).optional(),
    subtitle: part.mrkdwn(limits.cardSubtitle).optional(),
    body: part.mrkdwn(limits.cardBody).optional(),
    actions: z.array(el.button).min(1).max(limits.cardButtons).optional(),
  })
  .refine(
    (block) =>
      [block.hero_image, block.title, block.actions, block.body].some((field) => field !== undefined),
    'must have one of hero_image, title, actions and body',
  );

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
]);

export const table = z
  .strictObject({
    type: z.literal('table'),
    block_id,
    rows: z.array(z.array(cell).min(1).max(limits.tableCells)).min(1).max(limits.tableRows),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(limits.tableCells)
      .optional(),
  })
  .refine((block) => characters(block.rows) <= limits.tableCharacters, {
    path: ['rows'],
    message: `must hold at most ${limits.tableCharacters} characters in all`,
  });

const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id,
  rows: z.array(z.array(cell).min(1).max(limits.dataTableColumns)).min(1),
  caption: z.string().min(1),
  page_size: z.number().int().min(1).max(limits.dataTablePageSize).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
});

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: z.string(), text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

export const video = z.strictObject({
  type: z.literal('video'),
  block_id,
  video_url: part.webUrl(limits.imageUrl),
  thumbnail_url: part.webUrl(limits.imageUrl),
  alt_text: z.string().min(1).max(limits.videoAltText),
  title: part.plainText(limits.videoTitle),
  title_url: part.webUrl(limits.imageUrl).optional(),
  author_name: z.string().max(limits.videoAuthor).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: part.webUrl(limits.imageUrl).optional(),
  description: part.plainText(limits.videoTitle).optional(),
});

export const blocks = [
  card,
  dataTable,
  taskCard,
  z.strictObject({
    type: z.literal('carousel'),
    block_id,
    elements: z.array(card).min(1).max(limits.carouselCards),
  }),
  z.strictObject({
    type: z.literal('plan'),
    block_id,
    title: z.string().min(1),
    tasks: z.array(taskCard).optional(),
  }),
  z.strictObject({
    type: z.literal('alert'),
    block_id,
    text: part.anyText(limits.alertText),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  z.strictObject({
    type: z.literal('markdown'),
    block_id,
    text: z.string().min(1).max(limits.markdownPerMessage),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    block_id,
    elements: z
      .array(z.discriminatedUnion('type', [el.feedbackButtons, el.iconButton]))
      .min(1)
      .max(limits.contextActionsElements),
  }),
] as const;

function characters(rows: readonly (readonly object[])[]): number {
  let sum = 0;
  JSON.stringify(rows, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') sum += value.length;
    return value;
  });
  return sum;
}
