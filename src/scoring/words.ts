const DAY_MS = 86_400_000;

/** "today", "yesterday", "5 days ago", "3 weeks ago": whole days between two moments. */
export function ago(at: number, now: number): string {
  const days = Math.max(0, Math.floor((now - at) / DAY_MS));
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return days < 21 ? `${days} days ago` : `${Math.round(days / 7)} weeks ago`;
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
