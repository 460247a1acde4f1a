const locale = 'en-US';

const formats: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_slash: { year: 'numeric', month: 'numeric', day: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Fills in `{date_short} at {time}`: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting */
export function formatSlackDate(timestamp: number, format: string, now = Date.now()): string | undefined {
  if (!Number.isFinite(timestamp)) return undefined;
  const date = new Date(timestamp * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => formatToken(date, token, now) ?? whole);
}

function formatToken(date: Date, token: string, now: number): string | undefined {
  if (token === 'ago') return formatAgo(date.getTime(), now);
  if (token.endsWith('_pretty')) {
    const near = nearDay(date, now);
    if (near) return near.toLowerCase();
    return formatToken(
      date,
      token === 'day_divider_pretty' ? 'date_long' : token.replace('_pretty', ''),
      now,
    );
  }
  const options = formats[token];
  if (!options) return undefined;
  if (token === 'date_num') return date.toLocaleDateString('sv-SE');
  return date.toLocaleString(locale, options);
}

/** "Today", "Yesterday" or "Tomorrow", where it is one of these. */
export function nearDay(date: Date, now: number): string | undefined {
  const names = { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' };
  const distance = Math.round((startOfDay(date) - startOfDay(new Date(now))) / 86_400_000);
  return names[distance as keyof typeof names];
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export function formatAgo(time: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = Math.round((time - now) / 1000);
  const minutes = Math.round(seconds / 60);
  if (Math.abs(seconds) < 60) return 'just now';
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 24) return words.format(hours, 'hour');
  return words.format(Math.round(hours / 24), 'day');
}

export function timeOfTs(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** "9:12 AM" */
export function clockTime(date: Date): string {
  return date.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
}

/** "Today", or "Monday, March 2nd" without the suffix: what the line between two days says. */
export function dayName(date: Date, now = Date.now()): string {
  const options = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  return nearDay(date, now) ?? date.toLocaleDateString(locale, options);
}
