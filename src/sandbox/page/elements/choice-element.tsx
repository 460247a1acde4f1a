import { useId } from 'react';
import { Text } from '../text/text.tsx';
import type { ElementProps } from './element.ts';
import { chosenValues } from './menu-options.ts';
import { fieldAttributes, useElement } from './use-element.ts';

/** Radio buttons and checkboxes. */
export function ChoiceElement(props: ElementProps) {
  const { element } = props;
  const name = useId();
  const { held, choose, dialog } = useElement(props);
  const values = chosenValues(element, held);
  const isRadio = element.type === 'radio_buttons';
  const options = element.options ?? [];

  function change(value: string, isOn: boolean): void {
    const rest = isRadio ? [] : values.filter((one) => one !== value);
    const next = isOn ? [...rest, value] : rest;
    const chosen = options.filter((one) => next.includes(one.value ?? ''));
    choose(isRadio ? { selected_option: chosen[0] ?? null } : { selected_options: chosen });
  }

  return (
    <div className="choices" role={isRadio ? 'radiogroup' : 'group'} {...fieldAttributes(props)}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={name}
            checked={values.includes(option.value ?? '')}
            onChange={(event) => change(option.value ?? '', event.target.checked)}
          />
          <span>
            <Text value={option.text} />
            {option.description && (
              <small className="choice-description">
                <Text value={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
      {dialog}
    </div>
  );
}
