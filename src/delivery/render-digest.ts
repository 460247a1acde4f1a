import { z } from 'zod';
import { buildDigest } from '../blocks/digest-message.ts';
import { thawDigest } from '../blocks/digest.ts';
import type { Message } from '../blocks/parts.ts';
import type { Posting } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';

const Details = z.object({ week: z.string() });

/** Draws the digest of a week as it was found when the week was over. */
export async function renderDigest(tx: Tx, posting: Posting): Promise<Message> {
  const { week } = Details.parse(posting.details);
  const { report, fileId } = await tx.digest.findUniqueOrThrow({ where: { week } });
  return buildDigest(thawDigest(report), fileId);
}
