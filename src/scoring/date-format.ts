const made = new Map<string, Intl.DateTimeFormat>();

/** Writes dates in a time zone of the playbook. It is kept: to make one takes longer than to score a lead. */
export function dateFormat(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(style)}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...style, timeZone });
  made.set(key, format);
  return format;
}
