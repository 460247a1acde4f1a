import type { Span } from '../duration.ts';
import { WEEKDAYS, type Weekday } from '../values.ts';

const conjunction = new Intl.ListFormat('en-GB');
const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;
const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

export function all(words: readonly string[]): string {
  return conjunction.format(words);
}

export function either(words: readonly string[]): string {
  return disjunction.format(words);
}

export function quoted(text: string): string {
  return `“${text}”`;
}

export function number(value: number): string {
  return decimal.format(value);
}

/** A share of one as a percentage. */
export function percent(share: number): string {
  return `${number(Number((share * 100).toPrecision(12)))}%`;
}

export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export function signed(points: number): string {
  return `${points < 0 ? '-' : '+'}${number(Math.abs(points))}`;
}

export function span({ amount, unit }: Span): string {
  return counted(amount, UNITS[unit]);
}

/** As `span`, of working time: "15 minutes", "2 working days". */
export function workingSpan({ amount, unit }: Span): string {
  return counted(amount, unit === 'd' || unit === 'w' ? `working ${UNITS[unit]}` : UNITS[unit]);
}

export function weekday(day: Weekday): string {
  return DAYS[day];
}

/** "Monday to Friday" for days in a row, else each by its name. */
export function weekdays(days: readonly Weekday[]): string {
  const [first, last] = [days[0], days.at(-1)];
  const inARow = days.every(
    (day, index) => WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(days[0] ?? day) + index,
  );
  return first && last && inARow && days.length > 2
    ? `${DAYS[first]} to ${DAYS[last]}`
    : all(days.map((day) => DAYS[day]));
}

/** A country by its name; a code that names none as it is. */
export function country(code: string): string {
  return regions.of(code) ?? code;
}

/** "200 to 5,000 employees", "500 or more employees", "at most 9 employees". */
export function employees({ min, max }: { min?: number | undefined; max?: number | undefined }): string {
  if (min !== undefined && max !== undefined) return `${number(min)} to ${number(max)} employees`;
  return min === undefined ? `at most ${counted(max ?? 0, 'employee')}` : `${number(min)} or more employees`;
}

/** The names of fields as words: `latest_action` is "latest action". */
export function named(field: string): string {
  return field.replaceAll('_', ' ');
}
