import { useState } from 'react';
import type { AnyElement, ElementProps } from './element.ts';
import { fieldAttributes, useElement } from './use-element.ts';

const kinds = {
  datepicker: { input: 'date', field: 'selected_date' },
  timepicker: { input: 'time', field: 'selected_time' },
  datetimepicker: { input: 'datetime-local', field: 'selected_date_time' },
} as const;

function initialOf(element: AnyElement): string {
  if (element.initial_date_time === undefined) return element.initial_date ?? element.initial_time ?? '';
  const at = new Date(element.initial_date_time * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Pickers of a date, a time, or both. */
export function TimeElement(props: ElementProps) {
  const { element } = props;
  const { choose } = useElement(props);
  const [value, setValue] = useState(() => initialOf(element));
  const kind = kinds[element.type as keyof typeof kinds];
  return (
    <input
      type={kind.input}
      className="text-input text-input-time"
      value={value}
      {...fieldAttributes(props)}
      onChange={({ target }) => {
        setValue(target.value);
        const isMoment = kind.input === 'datetime-local' && target.value !== '';
        const chosen = isMoment ? Math.floor(new Date(target.value).getTime() / 1000) : target.value || null;
        choose({ [kind.field]: chosen });
      }}
    />
  );
}
