import { holdLock } from '../database/locks.ts';
import type { Database, Tx } from '../database/open-database.ts';
import { livePlaybook, type LivePlaybook } from '../playbook/live.ts';
import { formatProblems, parsePlaybook } from '../playbook/load.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { HandoverDeps } from './deps.ts';
import { markLeads } from './mark-leads.ts';

/** A playbook as a version of it says; `source` is its YAML text. */
export interface StoredPlaybook {
  version: number;
  playbook: Playbook;
  hash: string;
  source: string;
  origin: string; // file, slack, rollback
  by: string | null; // Slack user id
  createdAt: Date;
}

/** The file that a start has read. */
export interface PlaybookFile {
  playbook: Playbook;
  hash: string;
  source: string;
  changedAt: Date;
}

/** The playbook in force, whoever published it; null before the first start. Throws when this Baton can't read it. */
export function currentPlaybook({ prisma }: { prisma: Tx }): Promise<StoredPlaybook | null> {
  return readNewest(prisma, {});
}

async function readNewest(prisma: Tx, where: { origin?: string }): Promise<StoredPlaybook | null> {
  const row = await prisma.playbookVersion.findFirst({ where, orderBy: { id: 'desc' } });
  if (!row) return null;
  const { id, source, origin, by, createdAt } = row;
  const loaded = parsePlaybook(source, `version ${id} of the playbook`);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return { version: id, playbook: loaded.playbook, hash: loaded.hash, source, origin, by, createdAt };
}

/**
 * What is in force by this file: a file that says other than the last one did is a new version, if it is newer than
 * what was published since; else what the database has holds. `isNew` when the file should be stored.
 */
export async function choosePlaybook(
  { prisma }: { prisma: Tx },
  file: PlaybookFile,
): Promise<{ playbook: LivePlaybook; isNew: boolean }> {
  const newest = await currentPlaybook({ prisma });
  const lastFile = await readNewest(prisma, { origin: 'file' });
  const isChanged = lastFile?.hash !== file.hash && newest?.hash !== file.hash;
  if (newest && (!isChanged || file.changedAt <= newest.createdAt))
    return { playbook: livePlaybook(newest, newest.version), isNew: false };
  return { playbook: livePlaybook(file), isNew: true };
}

/** At start: the playbook in force, with the file stored as a new version where it is one. */
export function settlePlaybook(database: Database, file: PlaybookFile, now: Date): Promise<LivePlaybook> {
  return database.prisma.$transaction(async (prisma) => {
    await holdLock(prisma, 'publish');
    const { isNew, playbook } = await choosePlaybook({ prisma }, file);
    if (!isNew) return playbook;
    const { id } = await prisma.playbookVersion.create({
      data: { hash: file.hash, source: file.source, origin: 'file', createdAt: now },
    });
    return { ...playbook, version: id };
  });
}

/**
 * Takes over what was published since, here or by another instance: what a tick begins with. One that this Baton can't
 * read is left, with an error in the log.
 */
export async function adoptPlaybook(deps: HandoverDeps, now: Date): Promise<void> {
  const newest = await deps.database.prisma.playbookVersion.findFirst({
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (!newest || newest.id === deps.playbook.version) return;
  try {
    const stored = await currentPlaybook(deps.database);
    if (stored) Object.assign(deps.playbook, livePlaybook(stored, stored.version));
  } catch (err) {
    deps.log.error({ err }, 'the published playbook can not be read by this version of Baton');
    return;
  }
  await markLeadsOfOtherPlaybooks(deps, now);
}

/** After a change of the playbook, lets the next tick score every lead that was scored by another one. */
export async function markLeadsOfOtherPlaybooks(deps: HandoverDeps, now: Date): Promise<void> {
  await markLeads(deps.database, { interestPlaybook: { not: deps.playbook.hash } }, now);
}
