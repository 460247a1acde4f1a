/** Slack's limits that our texts come near; each line names its page under https://docs.slack.dev/reference. */
export const LIMITS = {
  header: 150, // block-kit/blocks/header-block
  option: 75, // block-kit/composition-objects/option-object: text and description alike
  label: 75, // block-kit/block-elements/button-element: text and accessibility_label
  selectOptions: 100, // block-kit/block-elements/select-menu-element
  radioOptions: 10, // block-kit/block-elements/radio-button-group-element
  input: 3000, // block-kit/block-elements/plain-text-input-element
  url: 3000, // block-kit/block-elements/button-element
} as const;

/**
 * How much of a text from outside we show. Escaping makes a character at most five, so that a section of 3,000 holds
 * 500 of these and a field of 2,000 holds 300 (block-kit/blocks/section-block).
 */
export const SHOWN = { name: 60, short: 40, field: 300, line: 500, words: 1500, entry: 200 } as const;
