import type { HandoverDeps } from './deps.ts';

export interface SelectionDeps extends HandoverDeps {
  /** The people, without bots, who may claim what is posted in a channel; null when Slack does not tell. */
  repsOf: (channel: string) => Promise<string[] | null>;
  /** From 0 up to 1, for second looks; without it nothing is left to chance. */
  random?: () => number;
}

/**
 * Which of these channels have no rep who may claim one more lead. Slack is asked only when someone has all the claims
 * that the playbook allows; a channel of which it does not tell, or in which nobody is, is not full.
 */
export async function readFullChannels(
  { database, playbook, repsOf }: SelectionDeps,
  channels: Iterable<string>,
): Promise<Set<string>> {
  const asked = new Set(channels);
  if (asked.size === 0) return asked;
  const claims = await database.prisma.handover.groupBy({
    by: ['claimedBy'],
    where: { state: 'claimed' },
    having: { id: { _count: { gte: playbook.current.open_claims_per_rep } } },
  });
  const busy = new Set(claims.map(({ claimedBy }) => claimedBy));
  if (busy.size === 0) return new Set();
  const full = new Set<string>();
  for (const channel of asked) {
    const reps = (await repsOf(channel)) ?? [];
    if (reps.length > 0 && reps.every((rep) => busy.has(rep))) full.add(channel);
  }
  return full;
}

/** The channels for whose reps some lead waits and that are full no more: a claim has ended, or someone has joined. */
export async function readChannelsWithRoom(deps: SelectionDeps): Promise<string[]> {
  const waited = await deps.database.prisma.lead.findMany({
    where: { waitsForRepsOf: { not: null } },
    distinct: ['waitsForRepsOf'],
    select: { waitsForRepsOf: true },
  });
  const channels = waited.flatMap(({ waitsForRepsOf }) => waitsForRepsOf ?? []);
  const full = await readFullChannels(deps, channels);
  return channels.filter((channel) => !full.has(channel));
}
