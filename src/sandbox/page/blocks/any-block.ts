import type { TextObject } from '@slack/types';
import type { AnyElement } from '../elements/element.ts';

/** The blocks that the page draws by itself, read field by field; all others are the renderer's. */
export interface AnyBlock {
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
  image_url?: string;
  alt_text?: string;
}
