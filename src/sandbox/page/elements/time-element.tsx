import type { AnyElement, ElementProps } from './element.ts';
import { fieldAttributes, useElement } from './use-element.ts';

const kinds = {
  datepicker: { input: 'date', field: 'selected_date', initial: 'initial_date' },
  timepicker: { input: 'time', field: 'selected_time', initial: 'initial_time' },
  datetimepicker: { input: 'datetime-local', field: 'selected_date_time', initial: 'initial_date_time' },
} as const;

/** As the browser's input has it: Slack counts seconds, the input shows the reader's own clock. */
function toInput(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  const at = new Date(value * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromInput(text: string, element: AnyElement): string | number | null {
  if (text === '') return null;
  return element.type === 'datetimepicker' ? Math.floor(new Date(text).getTime() / 1000) : text;
}

/** Pickers of a date, a time, or both. */
export function TimeElement(props: ElementProps) {
  const { element } = props;
  const { held, choose, dialog } = useElement(props);
  const kind = kinds[element.type as keyof typeof kinds];
  return (
    <>
      <input
        type={kind.input}
        className="text-input text-input-time"
        value={toInput(held ? held[kind.field] : element[kind.initial])}
        {...fieldAttributes(props)}
        onChange={({ target }) => choose({ [kind.field]: fromInput(target.value, element) })}
      />
      {dialog}
    </>
  );
}
