import type { Digest } from '../../blocks/digest.ts';
import type { HandoverDeps } from '../../handover/deps.ts';

/** What was told before reps were part of it. */
const BEFORE_REPS = { reps: [], fewReps: 0 } satisfies Partial<Digest>;

/** The digest of a week as it was told; null when there is none. */
export async function readStoredDigest(
  { database }: Pick<HandoverDeps, 'database'>,
  week: string,
): Promise<Digest | null> {
  const stored = await database.prisma.digest.findUnique({ where: { week } });
  if (!stored) return null;
  const report = stored.report as unknown as Digest; // as tell-digest.ts froze it
  return { ...BEFORE_REPS, ...report };
}
