import { dateFormat } from './date-format.ts';

const DAY_MS = 86_400_000;

/** "today", "yesterday", "5 days ago", "3 weeks ago": by the calendar of the time zone, as people count. */
export function ago(at: number, now: number, timeZone: string): string {
  const days = daysBefore(at, now, timeZone);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return days < 21 ? `${days} days ago` : `${Math.round(days / 7)} weeks ago`;
}

/** "today", "yesterday", "Thursday", "12 February": the day from which on something is so. */
export function sinceDay(at: number, now: number, timeZone: string): string {
  const days = daysBefore(at, now, timeZone);
  if (days <= 1) return ago(at, now, timeZone);
  const style = days < 7 ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return dateFormat(timeZone, style).format(at);
}

function daysBefore(at: number, now: number, timeZone: string): number {
  return Math.max(0, Math.ceil((startOfDay(now, timeZone) - at) / DAY_MS));
}

let day = { timeZone: '', start: 0, end: 0 };

/** The midnight before `now`. The last answer is kept: leads are scored in one go, on one day. */
function startOfDay(now: number, timeZone: string): number {
  if (day.timeZone !== timeZone || now < day.start || now >= day.end) {
    const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay();
    day = { timeZone, start: start.epochMilliseconds, end: start.add({ days: 1 }).epochMilliseconds };
  }
  return day.start;
}

export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

/** "5 quiet weeks", "10 quiet days". */
export function quiet(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  return days < 21 ? `${days} quiet days` : `${Math.round(days / 7)} quiet weeks`;
}

/** "2 guides", "1 case study", "3 case studies". */
export function counted(count: number, noun: string | null): string {
  if (noun === null) return counted(count, 'piece');
  return `${count} ${count === 1 ? noun : pluralOf(noun)}`;
}

/** What the usual types of activity are done with, where the playbook does not say. */
const USUAL_NOUNS: Readonly<Record<string, string>> = {
  content_viewed: 'page',
  email_clicked: 'email',
  resource_downloaded: 'resource',
  webinar_attended: 'webinar',
  webinar_registered: 'webinar',
};

/** What a signal is done with, one of them; null where its words say it all, as in "looked at pricing". */
export function nounOf(type: string, signal: { noun?: string | undefined } | undefined): string | null {
  return signal?.noun ?? (Object.hasOwn(USUAL_NOUNS, type) ? USUAL_NOUNS[type] : null) ?? null;
}

function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
