import { usePage } from '../state/page-context.ts';
import type { ElementProps } from './element.ts';
import { initialMenuValues, menuKind, menuOptions } from './menu-options.ts';
import type { MenuOption } from './menu-options.ts';
import { fieldAttributes, useElement } from './use-element.ts';
import { plainString } from '../text/plain-text.tsx';
import { useState } from 'react';

/** A menu of one choice. */
export function SelectElement(props: ElementProps) {
  const { element } = props;
  const { state } = usePage();
  const { choose } = useElement(props);
  const options = menuOptions(element, state);
  const [value, setValue] = useState(initialMenuValues(element)[0] ?? '');
  const groups = Map.groupBy(options, (option) => option.group ?? '');
  return (
    <select
      className="select"
      value={value}
      data-autofocus={element.focus_on_load || undefined}
      {...fieldAttributes(props)}
      onChange={(event) => {
        setValue(event.target.value);
        const option = options.find((one) => one.value === event.target.value);
        choose({ [`selected_${menuKind(element.type)}`]: option?.chosen ?? null });
      }}
    >
      <option value="">{plainString(element.placeholder?.text ?? 'Choose…')}</option>
      {[...groups].map(([group, members]) =>
        group === '' ? (
          <Options key={group} options={members} />
        ) : (
          <optgroup key={group} label={group}>
            <Options options={members} />
          </optgroup>
        ),
      )}
    </select>
  );
}

function Options({ options }: { options: readonly MenuOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}

/** A menu of several choices, shown as a list to tick. */
export function MultiSelectElement(props: ElementProps) {
  const { element } = props;
  const { state } = usePage();
  const { choose } = useElement(props);
  const [values, setValues] = useState<readonly string[]>(initialMenuValues(element));
  const options = menuOptions(element, state);
  return (
    <div className="choices choices-boxed" role="group" {...fieldAttributes(props)}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            onChange={(event) => {
              const rest = values.filter((value) => value !== option.value);
              const next = event.target.checked ? [...rest, option.value] : rest;
              setValues(next);
              const chosen = options.filter((one) => next.includes(one.value)).map((one) => one.chosen);
              choose({ [`selected_${menuKind(element.type)}s`]: chosen });
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
