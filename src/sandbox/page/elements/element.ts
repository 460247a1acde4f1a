import type { Option, PlainTextElement, TextObject } from '@slack/types';

export interface Confirm {
  title?: PlainTextElement;
  text: TextObject;
  confirm?: PlainTextElement;
  deny?: PlainTextElement;
  style?: 'primary' | 'danger';
}

interface FeedbackButton {
  text: PlainTextElement;
  accessibility_label?: string;
  value: string;
}

/** Any interactive element, with the fields that the page reads; the server's strict check has already been there. */
export interface AnyElement {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  confirm?: Confirm;
  accessibility_label?: string;
  alt_text?: string;
  image_url?: string;
  placeholder?: PlainTextElement;
  options?: Option[];
  option_groups?: { label: PlainTextElement; options: Option[] }[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_user?: string;
  initial_users?: string[];
  initial_channel?: string;
  initial_channels?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
  initial_value?: unknown; // text, or a rich text block
  dispatch_action_config?: { trigger_actions_on?: string[] };
  max_selected_items?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  positive_button?: FeedbackButton;
  negative_button?: FeedbackButton;
  icon?: string;
  visible_to_user_ids?: string[];
  is_decimal_allowed?: boolean;
  focus_on_load?: boolean;
}

export interface ElementProps {
  element: AnyElement;
  blockId: string;
  /** In an input block: the names around it. */
  field?: {
    id: string;
    labelId: string;
    describedBy: string | undefined;
    isInvalid: boolean;
    isRequired: boolean;
  };
  /** Inputs only tell the app on their own where they dispatch. */
  isQuiet?: boolean;
}
