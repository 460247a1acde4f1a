import type { RichTextBlock, TextObject } from '@slack/types';
import type { AnyElement } from '../elements/element.ts';

export interface Picture {
  image_url?: string;
  slack_file?: { url?: string; id?: string };
  alt_text?: string;
}

export type Cell = { type: 'raw_text' | 'raw_number'; text: string } | RichTextBlock;

/** The blocks that the page draws by itself, read field by field; all others are the renderer's. */
export interface AnyBlock extends Picture {
  type: string;
  block_id?: string;
  text?: TextObject;
  fields?: TextObject[];
  accessory?: AnyElement;
  elements?: AnyElement[];
  element?: AnyElement;
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  level?: string; // of an alert
  // card, container
  subtitle?: TextObject;
  body?: TextObject;
  icon?: Picture;
  hero_image?: Picture;
  actions?: AnyElement[];
  child_blocks?: AnyBlock[];
  rich_text_title?: RichTextBlock;
  width?: string;
  is_collapsible?: boolean;
  default_collapsed?: boolean;
  // table, data_table
  rows?: Cell[][];
  column_settings?: { align?: 'left' | 'center' | 'right'; is_wrapped?: boolean }[];
  caption?: string;
  page_size?: number;
  row_header_column_index?: number;
  // video
  video_url?: string;
  thumbnail_url?: string;
  title_url?: string;
  author_name?: string;
  provider_name?: string;
  description?: TextObject;
}
