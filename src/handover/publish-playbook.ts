import { holdLock } from '../database/locks.ts';
import type { Problem } from '../playbook/load.ts';
import { parsePlaybook } from '../playbook/load.ts';
import type { HandoverDeps } from './deps.ts';
import { currentPlaybook } from './playbook-in-force.ts';
import { owePosting } from './postings.ts';

interface PublishInput {
  source: string; // the whole playbook, YAML
  by: string | null; // Slack user id; null at the terminal
  now: Date;
  /** Where it comes from; an older version published again is a rollback. */
  origin?: 'slack' | 'rollback';
  /** The version that the change was made from: refused when another was published meanwhile. */
  basedOn?: number | null;
  /** Where it is told, and what changed, in words. */
  announce?: { channel: string; says: string };
}

export type PublishResult =
  | { ok: true; version: number; changed: boolean }
  | { ok: false; reason: 'problems'; problems: Problem[] }
  | { ok: false; reason: 'changed_meanwhile'; version: number };

/**
 * Makes a playbook the one in force: every instance takes it over with its next tick, and scores by it anew. What says
 * the same as the one in force is no new version.
 */
export async function publishPlaybook(
  { database, deliver }: Pick<HandoverDeps, 'database' | 'deliver'>,
  { source, by, now, origin = 'slack', basedOn = null, announce }: PublishInput,
): Promise<PublishResult> {
  const parsed = parsePlaybook(source, 'playbook');
  if (!parsed.ok) return { ok: false, reason: 'problems', problems: parsed.problems };
  const result = await database.prisma.$transaction(async (tx): Promise<PublishResult> => {
    await holdLock(tx, 'publish');
    const inForce = await currentPlaybook({ prisma: tx });
    if (inForce && basedOn !== null && inForce.version !== basedOn)
      return { ok: false, reason: 'changed_meanwhile', version: inForce.version };
    if (inForce?.hash === parsed.hash) return { ok: true, version: inForce.version, changed: false };
    const { id } = await tx.playbookVersion.create({
      data: { hash: parsed.hash, source, origin, by, createdAt: now },
    });
    if (announce) {
      const { channel, says } = announce;
      await owePosting(tx, {
        key: `playbook:${id}`,
        kind: 'playbook',
        handoverId: null,
        channel,
        details: { by, says },
      });
    }
    return { ok: true, version: id, changed: true };
  });
  if (announce) deliver();
  return result;
}
