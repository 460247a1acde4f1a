import type { Message } from '../blocks/parts.ts';
import { buildTask } from '../blocks/task-message.ts';
import type { Posting } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import type { Brief } from '../handover/brief.ts';
import { TASK_WINDOW_DAYS, TaskDetails } from '../handover/marketing-task.ts';
import type { Playbook } from '../playbook/schema.ts';
import { frozen } from './card-state.ts';

/** Draws a task for marketing from the rejections behind it that still hold. */
export async function renderTask(tx: Tx, playbook: Playbook, posting: Posting): Promise<Message> {
  const { reasonId, subject, verdictIds, done } = TaskDetails.parse(posting.details);
  const verdicts = await tx.verdict.findMany({
    where: { id: { in: verdictIds }, takenBackAt: null },
    include: { handover: { select: { brief: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return buildTask({
    postingId: posting.id,
    subject,
    reason: playbook.reject_reasons.find(({ id }) => id === reasonId)?.label ?? reasonId,
    windowDays: TASK_WINDOW_DAYS,
    evidence: verdicts.map(({ by, words, at, handover }) => {
      const { leadName, fields } = frozen<Brief>(handover.brief);
      return { leadName, company: fields.organisation?.text ?? null, by, words, at: at.getTime() };
    }),
    done,
    timezone: playbook.timezone,
  });
}
