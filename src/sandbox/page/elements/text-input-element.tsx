import type { KeyboardEvent } from 'react';
import { plainString } from '../text/plain-text.tsx';
import type { ElementProps } from './element.ts';
import { richTextOf, textOf } from './rich-text-value.ts';
import { fieldAttributes, useElement } from './use-element.ts';

const inputTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
};

/** Text, numbers, addresses. Checks are the server's, so that errors stand where Slack shows them. */
export function TextInputElement(props: ElementProps) {
  const { element, isQuiet = false } = props;
  const { held, hold, tell } = useElement(props);
  const isRich = element.type === 'rich_text_input';
  const now = held ? held[isRich ? 'rich_text_value' : 'value'] : element.initial_value;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const toValue = (text: string) => {
    if (isRich) return { rich_text_value: text === '' ? null : richTextOf(text) };
    return { value: text === '' ? null : text };
  };
  const shared = {
    className: 'text-input',
    value: textOf(now),
    placeholder: element.placeholder && plainString(element.placeholder.text),
    maxLength: element.max_length,
    dir: 'auto' as const,
    ...fieldAttributes(props),
    onChange: ({ target }: { target: { value: string } }) => {
      hold(toValue(target.value));
      if (!isQuiet && triggers.includes('on_character_entered')) tell(toValue(target.value));
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.key !== 'Enter' || isQuiet || !triggers.includes('on_enter_pressed')) return;
      if (event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      tell(toValue(event.currentTarget.value));
    },
  };
  if (element.multiline === true || isRich) return <textarea rows={4} {...shared} />;
  const isNumber = element.type === 'number_input';
  return (
    <input
      type={inputTypes[element.type] ?? 'text'}
      inputMode={isNumber ? (element.is_decimal_allowed === true ? 'decimal' : 'numeric') : undefined}
      {...shared}
    />
  );
}
