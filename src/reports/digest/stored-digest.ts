import { type Digest, thawDigest } from '../../blocks/digest.ts';
import type { HandoverDeps } from '../../handover/deps.ts';

/** The digest of a week as it was told; null when there is none. */
export async function readStoredDigest(
  { database }: Pick<HandoverDeps, 'database'>,
  week: string,
): Promise<Digest | null> {
  const stored = await database.prisma.digest.findUnique({ where: { week } });
  return stored && thawDigest(stored.report);
}
