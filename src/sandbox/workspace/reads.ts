import type { Team } from './team.ts';

/** Remembers how far somebody has read a channel, and tells their other windows. */
export function markRead(team: Team, user: string, channel: string, ts: string): void {
  const read = team.reads.get(user) ?? {};
  read[channel] = ts;
  team.reads.set(user, read);
  team.store.save('read', user, { user, read });
  team.changes.publish({ type: 'read', channel, ts }, [user]);
}
