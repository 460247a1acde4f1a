/** Moments, spans, points and counts in words. */

import { dateFormat } from '../scoring/date-format.ts';

const LATEST = 8_640_000_000_000_000; // of a Date, in milliseconds: ECMA-262

/** A moment as Slack shows it in each reader's own time zone; the fallback is in the given one. */
export function when(at: number, timezone: string): string {
  if (!(Math.abs(at) <= LATEST)) return 'at an unknown time';
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${fallback(at, timezone)}>`;
}

/** A moment in words, in the given time zone: for texts in which Slack reads no dates. */
export function fallback(at: number, timezone: string): string {
  if (!(Math.abs(at) <= LATEST)) return 'at an unknown time';
  const format = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  try {
    return dateFormat(timezone, format).format(at);
  } catch {
    return dateFormat('UTC', { ...format, timeZoneName: 'short' }).format(at);
  }
}

/** "23 February to 2 March", one day when they are the same, in the given time zone. */
export function days(from: number, until: number, timezone: string): string {
  const format = dateFormat(timezone, { day: 'numeric', month: 'long' });
  const [first, last] = [format.format(from), format.format(until)];
  return first === last ? first : `${first} to ${last}`;
}

/** "40 s", "4 min", "2 h 5 min", "3 days". */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return count(Math.round(minutes / 1440), 'day');
}

/** The same without days, of which working time has none: "27 h". */
export function workingSpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1_440 ? span(milliseconds) : `${Math.round(minutes / 60)} h`;
}

/** "+30", "−15", "0": with a true minus sign. */
export function signed(points: number): string {
  const whole = Number.isFinite(points) ? Math.round(points) : 0;
  if (whole === 0) return '0';
  return whole > 0 ? `+${whole}` : `−${-whole}`;
}

/** "+30.0", "−2.6", "0.0". */
export function tenths(points: number): string {
  const size = Math.abs(points).toFixed(1);
  if (size === '0.0' || !Number.isFinite(points)) return '0.0';
  return points > 0 ? `+${size}` : `−${size}`;
}

/** Whole numbers near the given ones that add up to their rounded sum (largest remainder). */
export function roundTogether(values: readonly number[]): number[] {
  const finite = values.map((value) => (Number.isFinite(value) ? value : 0));
  const floors = finite.map(Math.floor);
  const total = Math.round(finite.reduce((sum, value) => sum + value, 0));
  const left = total - floors.reduce((sum, value) => sum + value, 0);
  const raised = finite
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder)
    .slice(0, Math.max(0, left))
    .map(({ index }) => index);
  return floors.map((floor, index) => floor + (raised.includes(index) ? 1 : 0));
}

/** "1 day", "3 days". */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
