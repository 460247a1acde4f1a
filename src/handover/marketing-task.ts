import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Posting } from '../database/generated/client.ts';
import { holdLock } from '../database/locks.ts';
import type { Tx } from '../database/open-database.ts';
import { readContentBefore } from './content-before.ts';
import type { HandoverDeps } from './deps.ts';
import { owePosting, oweRedraw } from './postings.ts';
import { findPattern, type KnownTask } from './rejection-pattern.ts';

export const TASK_WINDOW_DAYS = 28;

/** What a task for marketing is about; kept with its posting. */
export const TaskDetails = z.object({
  reasonId: z.string(),
  subject: z.object({ kind: z.enum(['source', 'content']), name: z.string() }),
  verdictIds: z.array(z.string()),
  done: z.object({ by: z.string(), at: z.number() }).nullable(),
});
export type TaskDetails = z.infer<typeof TaskDetails>;

interface Row {
  verdictId: string;
  handoverId: string;
  by: string;
  source: string | null;
}

/** After a rejection: owes marketing a task when three reps turned leads of one source or content down for one reason. */
export async function oweTask(
  tx: Tx,
  { reasonId, channel, now }: { reasonId: string; channel: string; now: Date },
): Promise<void> {
  // Of rejections at the same time the last must see them all.
  await holdLock(tx, 'tasks');
  const rejected = await tx.$queryRaw<Row[]>`
    SELECT v.id AS "verdictId", v."handoverId", v.by, lower(l."sourceChannel") AS source
    FROM "Verdict" v JOIN "Handover" h ON h.id = v."handoverId" JOIN "Lead" l ON l.id = h."leadId"
    WHERE v.kind = 'rejected' AND v."reasonId" = ${reasonId} AND v."takenBackAt" IS NULL
      AND v.at >= ${new Date(now.getTime() - TASK_WINDOW_DAYS * 86_400_000)}
    ORDER BY v.at, v.id`;
  const content = await readContentBefore(
    tx,
    rejected.map(({ handoverId }) => handoverId),
  );
  const rejections = rejected.map((one) => ({ ...one, content: content.get(one.handoverId) ?? [] }));
  const postings = await tx.posting.findMany({
    where: { kind: 'task', key: { startsWith: `task:${reasonId}:` } },
  });
  const tasks = postings.map(asTask);
  const pattern = findPattern(rejections, tasks);
  if (!pattern) return;
  const { verdictIds } = pattern;
  if (pattern.kind === 'more') {
    const { subject } = pattern.task;
    return oweRedraw(tx, pattern.task.id, { reasonId, subject: { ...subject }, verdictIds, done: null });
  }
  const { subject } = pattern;
  const about = createHash('sha256').update(JSON.stringify(subject)).digest('hex').slice(0, 16);
  const before = tasks.filter(
    (task) => task.subject.kind === subject.kind && task.subject.name === subject.name,
  );
  await owePosting(tx, {
    key: `task:${reasonId}:${about}:${before.length}`,
    kind: 'task',
    handoverId: null,
    channel,
    details: { reasonId, subject: { ...subject }, verdictIds, done: null },
  });
}

/** Marks a task as done; not ok when it was already. */
export async function finishTask(
  deps: HandoverDeps,
  { postingId, by, now }: { postingId: string; by: string; now: Date },
): Promise<{ ok: boolean }> {
  const ok = await deps.database.prisma.$transaction(async (tx) => {
    await holdLock(tx, 'tasks');
    const posting = await tx.posting.findUnique({ where: { id: postingId, kind: 'task' } });
    const details = posting && TaskDetails.parse(posting.details);
    if (!details || details.done) return false;
    await oweRedraw(tx, postingId, { ...details, done: { by, at: now.getTime() } });
    await deps.settle?.(tx);
    return true;
  });
  deps.deliver();
  return { ok };
}

function asTask({ id, details }: Posting): KnownTask {
  const { subject, verdictIds, done } = TaskDetails.parse(details);
  return { id, subject, verdictIds, isDone: done !== null };
}
