import type { RichTextBlock } from '@slack/types';

/** Plain writing as the rich text that Slack's editor would make of it. */
export function richTextOf(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** The writing in a text or rich text; formatting is lost, as this page has no editor for it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'elements' in value ? textOf(value.elements) : '';
}
