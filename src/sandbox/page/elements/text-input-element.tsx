import { useState } from 'react';
import { plainString } from '../text/plain-text.tsx';
import type { ElementProps } from './element.ts';
import { fieldAttributes, useElement } from './use-element.ts';

const inputTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
};

/** Text, numbers, addresses. Checks are the server's, so that errors stand where Slack shows them. */
export function TextInputElement(props: ElementProps) {
  const { element } = props;
  const { choose } = useElement(props);
  const [value, setValue] = useState(element.initial_value ?? '');
  const shared = {
    className: 'text-input',
    value,
    placeholder: element.placeholder && plainString(element.placeholder.text),
    maxLength: element.max_length,
    dir: 'auto' as const,
    'data-autofocus': element.focus_on_load || undefined,
    ...fieldAttributes(props),
    onChange: ({ target }: { target: { value: string } }) => {
      setValue(target.value);
      choose({ value: target.value === '' ? null : target.value });
    },
  };
  if (element.multiline === true) return <textarea rows={4} {...shared} />;
  const isNumber = element.type === 'number_input';
  return (
    <input
      type={inputTypes[element.type] ?? 'text'}
      inputMode={isNumber ? (element.is_decimal_allowed === true ? 'decimal' : 'numeric') : undefined}
      {...shared}
    />
  );
}
