import { type Digest, thawDigest } from '../../blocks/digest.ts';
import type { HandoverDeps } from '../../handover/deps.ts';
import { asJson } from '../../handover/hand-over.ts';
import { owePosting } from '../../handover/postings.ts';
import { readDigest } from './read-digest.ts';
import { type DueWeek, weekDue } from './week-due.ts';

export interface DigestDeps extends HandoverDeps {
  /** Draws the chart of a digest and gives it to Slack: the file's id, or null when Slack will not have it. */
  uploadChart(digest: Digest): Promise<string | null>;
}

const RECENT_MS = 28 * 86_400_000;
const WAIT_FOR_CHART_MS = 3_600_000;

/**
 * Tells marketing of the week that is over, once, however many instances try and whenever they are ended: what was
 * found is stored first, then the chart, and the message is owed by a key that is the week's. A week whose moment came
 * while nobody ran is told at the next start; of several such weeks, the last. Slack takes a moment to look a file
 * over before a message may show it: the message is owed by the run after.
 */
export async function tellDigest(deps: DigestDeps, now: Date): Promise<void> {
  const { database, playbook, log } = deps;
  const { prisma } = database;
  const { feedback, timezone } = playbook.current;
  const due = weekDue(feedback.digest, timezone, now);
  const key = `digest:${due.week}`;
  if (await prisma.posting.findUnique({ where: { key } })) return;
  const stored = await prisma.digest.findUnique({ where: { week: due.week } });
  if (!stored && !(await hasAnythingToTell(deps, due))) return;
  const digest = thawDigest(stored?.report ?? (await storeDigest(deps, due, now)));
  if (!stored?.fileId) {
    const fileId = await deps.uploadChart(digest).catch((err: unknown) => {
      log.warn({ err, week: due.week }, 'the chart of a digest could not be uploaded');
      return now.getTime() - (stored?.createdAt ?? now).getTime() < WAIT_FOR_CHART_MS ? undefined : null;
    });
    if (fileId === undefined) return; // the next run tries again
    if (fileId !== null) {
      await prisma.digest.update({ where: { week: due.week }, data: { fileId } });
      return;
    }
  }
  await prisma.$transaction((tx) =>
    owePosting(tx, {
      key,
      kind: 'digest',
      handoverId: null,
      channel: feedback.channel,
      details: { week: due.week },
    }),
  );
  deps.deliver();
}

/** Not of a Baton that was set up after the week, or that nobody uses. */
async function hasAnythingToTell({ database }: DigestDeps, { until }: DueWeek): Promise<boolean> {
  const recent = { gte: new Date(until - RECENT_MS), lt: new Date(until) };
  return (await database.prisma.handover.findFirst({ where: { createdAt: recent } })) !== null;
}

async function storeDigest(deps: DigestDeps, due: DueWeek, now: Date): Promise<unknown> {
  const report = asJson(await readDigest(deps, due, now));
  const { prisma } = deps.database;
  await prisma.digest.createMany({
    data: [{ week: due.week, report, createdAt: now }],
    skipDuplicates: true,
  });
  const { report: kept } = await prisma.digest.findUniqueOrThrow({ where: { week: due.week } });
  return kept;
}
