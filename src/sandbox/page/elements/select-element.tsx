import { useDirectory } from '../state/directory.ts';
import { plainString } from '../text/plain-text.tsx';
import type { ElementProps } from './element.ts';
import { chosenValues, menuKind, menuOptions } from './menu-options.ts';
import type { MenuOption } from './menu-options.ts';
import { fieldAttributes, useElement } from './use-element.ts';

/** A menu of one choice. */
export function SelectElement(props: ElementProps) {
  const { element } = props;
  const directory = useDirectory();
  const { held, choose, dialog } = useElement(props);
  const options = menuOptions(element, directory);
  const value = chosenValues(element, held)[0] ?? '';
  const groups = Map.groupBy(options, (option) => option.group ?? '');
  return (
    <>
      <select
        className={value === '' ? 'select select-empty' : 'select'}
        value={value}
        {...fieldAttributes(props)}
        onChange={(event) => {
          const option = options.find((one) => one.value === event.target.value);
          choose({ [`selected_${menuKind(element.type)}`]: option?.chosen ?? null });
        }}
      >
        <option value="" hidden={props.field?.isRequired}>
          {plainString(element.placeholder?.text ?? 'Choose…')}
        </option>
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
      {dialog}
    </>
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
  const directory = useDirectory();
  const { held, choose, dialog } = useElement(props);
  const options = menuOptions(element, directory);
  const values = chosenValues(element, held);
  const isFull = element.max_selected_items !== undefined && values.length >= element.max_selected_items;
  return (
    <div className="choices choices-boxed" role="group" {...fieldAttributes(props)}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            disabled={isFull && !values.includes(option.value)}
            onChange={(event) => {
              const rest = values.filter((value) => value !== option.value);
              const next = event.target.checked ? [...rest, option.value] : rest;
              const chosen = options.filter((one) => next.includes(one.value)).map((one) => one.chosen);
              choose({ [`selected_${menuKind(element.type)}s`]: chosen });
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {dialog}
    </div>
  );
}
